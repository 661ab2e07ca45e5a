package dev.linkhub.web.linking;

import dev.linkhub.background.Background;
import dev.linkhub.grant.MaskedProfile;
import dev.linkhub.health.LinkHealth;
import dev.linkhub.health.LinkHealths;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.linking.Claim;
import dev.linkhub.linking.FlowState;
import dev.linkhub.linking.LinkCompletion;
import dev.linkhub.linking.NonceClaims;
import dev.linkhub.linking.NonceMatch;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.web.page.Message;
import dev.linkhub.web.page.Pages;
import dev.linkhub.wording.Words;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a flow's pages say at each of its stages. */
@Singleton
class FlowPages {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(10);
    /** Fourteen seconds in all; by then the hub has answered Ring or stored the code for later. */
    private static final int MOST_LOOKS = 7;

    private final Pages pages;
    private final NonceClaims claims;
    private final LinkCompletion completion;
    private final AccountLinks links;
    private final LinkHealths healths;
    private final Background background;

    FlowPages(
            Pages pages,
            NonceClaims claims,
            LinkCompletion completion,
            AccountLinks links,
            LinkHealths healths,
            Background background) {
        this.pages = pages;
        this.claims = claims;
        this.completion = completion;
        this.links = links;
        this.healths = healths;
        this.background = background;
    }

    MutableHttpResponse<?> show(Step step, int looks) {
        String householdId = step.signedIn().household().householdId();
        return page(step, claims.match(step.app(), step.flow(), householdId), looks);
    }

    /**
     * Claims what was confirmed.
     *
     * @param choice the id of the broken link that is to go on with it; empty for a link of its own
     */
    MutableHttpResponse<?> link(Step step, String choice) {
        var household = step.signedIn().household();
        String identifier = household.maskedName().ascii();
        Claim claim = choice.isEmpty()
                ? claims.confirm(step.app(), step.flow(), household.householdId(), identifier)
                : claims.confirm(step.app(), step.flow(), household.householdId(), identifier, choice);
        return switch (claim) {
            case Claim.Claimed(String linkId) -> {
                // Not left to the worker: the household is watching.
                background.run(
                        "Telling Ring of " + linkId,
                        () -> completion.proceed(step.visit().scope(), linkId));
                yield pages.redirect(step.path());
            }
            case Claim.Refused(NonceMatch why) -> page(step, why, MOST_LOOKS);
        };
    }

    /** Asks once more, because nothing was chosen. */
    MutableHttpResponse<?> chooseAgain(Step step) {
        String householdId = step.signedIn().household().householdId();
        return claims.match(step.app(), step.flow(), householdId) instanceof NonceMatch.Matched matched
                ? confirmation(step, matched, HttpStatus.UNPROCESSABLE_ENTITY)
                : pages.redirect(step.path());
    }

    private MutableHttpResponse<?> page(Step step, NonceMatch match, int looks) {
        return switch (match) {
            case NonceMatch.Matched matched -> confirmation(step, matched, HttpStatus.OK);
            case NonceMatch.AddressUnproved() ->
                pages.redirect(step.visit().path("verify-address/needed?next=" + step.path()));
            case NonceMatch.Waiting() ->
                looks < MOST_LOOKS
                        ? looking(step, looks)
                        : message(step, DeadEnds.noMatch(step.visit().words(), step.path()));
            case NonceMatch.NoMatch() ->
                message(step, DeadEnds.noMatch(step.visit().words(), step.path()));
            case NonceMatch.Expired() ->
                message(step, DeadEnds.expired(step.visit().words()));
            case NonceMatch.NonceUsed() ->
                message(step, DeadEnds.nonceUsed(step.visit().words()));
            case NonceMatch.AlreadyLinked(String linkId) ->
                step.flow().state() == FlowState.CLAIMED
                        ? progress(step, linkId)
                        : message(step, DeadEnds.alreadyLinked(step.visit().words(), step.homePath()));
            case NonceMatch.ClaimedByAnother() ->
                message(
                        step,
                        DeadEnds.claimedByAnother(
                                step.visit().words(), step.visit().path("sign-in")));
            case NonceMatch.Declined() ->
                message(step, DeadEnds.declined(step.visit().words()));
            case NonceMatch.NotContinuable() ->
                message(step, DeadEnds.notContinuable(step.visit().words(), step.path()));
            case NonceMatch.AppPaused() -> message(step, DeadEnds.paused(step.visit(), step.app()));
        };
    }

    private MutableHttpResponse<?> confirmation(Step step, NonceMatch.Matched matched, HttpStatus status) {
        MaskedProfile ringAccount = matched.ringAccount();
        Words words = step.visit().words();
        String ringName = Stream.of(ringAccount.maskedFirstName(), ringAccount.maskedEmail())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" / "));
        Map<String, Object> data = new HashMap<>();
        data.put("ringName", ringName);
        data.put("account", step.signedIn().household().maskedName().text());
        data.put("appName", step.app().name());
        data.put("path", step.path());
        data.put("formToken", step.formToken());
        data.put("signOut", step.visit().path("sign-out"));
        data.put("signOutToken", CookieSecret.formToken(step.signedIn().cookie()));
        data.put(
                "broken",
                matched.continuable().stream()
                        .map(link -> BrokenLinkChoice.of(link, words))
                        .toList());
        data.put("isChoiceMissing", status == HttpStatus.UNPROCESSABLE_ENTITY);
        return pages.page(status, step.visit().frame(), "linking-confirm", data);
    }

    private MutableHttpResponse<?> looking(Step step, int looks) {
        return waiting(step, "looking", SOON, step.path() + "?look=" + (looks + 1));
    }

    private MutableHttpResponse<?> progress(Step step, String linkId) {
        AccountLink link = links.get(step.visit().scope(), linkId);
        return switch (link.state()) {
            case CLAIMED, AWAITING -> telling(step, link);
            case COMPLETED -> message(step, DeadEnds.done(step.visit(), step.homePath()));
            case INCOMPLETE ->
                message(
                        step,
                        isBroken(link)
                                ? DeadEnds.broken(step.visit().words())
                                : DeadEnds.incomplete(step.visit().words()));
            case REMOVED, REPLACED -> message(step, DeadEnds.ended(step.visit().words()));
        };
    }

    private boolean isBroken(AccountLink link) {
        return healths.find(link.scope(), link.linkId())
                .filter(status -> status.health() == LinkHealth.UNHEALTHY)
                .isPresent();
    }

    private MutableHttpResponse<?> telling(Step step, AccountLink link) {
        return link.stepFailures() > 0
                ? waiting(step, "ring-away", LATER, step.path())
                : waiting(step, "telling", SOON, step.path());
    }

    private MutableHttpResponse<?> waiting(Step step, String key, Duration after, String path) {
        Words words = step.visit().words();
        return pages.waitingPage(
                step.visit().frame(),
                "linking-waiting",
                Map.of("heading", words.say(key + ".heading"), "text", words.say(key + ".text")),
                after,
                path);
    }

    private MutableHttpResponse<?> message(Step step, Message message) {
        return pages.message(step.visit().frame(), message);
    }
}
