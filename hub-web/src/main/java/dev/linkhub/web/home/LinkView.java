package dev.linkhub.web.home;

import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.Disconnection;
import dev.linkhub.linking.LinkDisconnection;
import dev.linkhub.wording.Words;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A link in plain words.
 *
 * @param mood how the state is drawn, beside what it says: as good, busy or bad
 * @param dated since when it is so, as a sentence
 */
@Introspected
public record LinkView(String appName, String state, String mood, String explanation, String dated) {

    private static final String GOOD = "good";
    private static final String BUSY = "busy";
    private static final String BAD = "bad";

    /** A link that its household disconnected here. */
    static LinkView disconnected(String appName, LinkStatus link, Disconnection disconnection, Words words) {
        String kept = disconnection.droppedAt() == null
                ? words.say(
                        "link.dropping-text",
                        words.minute(disconnection.askedAt().plus(LinkDisconnection.AT_THE_LATEST)))
                : words.say("link.dropped-text");
        return new LinkView(appName, words.say("link.disconnected"), BUSY, kept, dated(link, words));
    }

    static LinkView of(String appName, LinkStatus link, Words words) {
        return switch (link.state()) {
            case CLAIMED, AWAITING -> view(appName, link, words, "link.setting-up", BUSY, "link.setting-up-text");
            case INCOMPLETE ->
                switch (link.health()) {
                    // A tap on Sign In brings a nonce, not tokens: where those are dead it does not help.
                    case UNHEALTHY ->
                        view(appName, link, words, "link.unfinished", BAD, whyBroken(link), "link.only-you");
                    default -> view(appName, link, words, "link.unfinished", BAD, "link.unfinished-text");
                };
            case REMOVED -> view(appName, link, words, "link.removed", BAD, "link.removed-text", "link.only-you");
            case REPLACED -> view(appName, link, words, "link.replaced", BAD, "link.replaced-text");
            case COMPLETED -> linked(appName, link, words);
        };
    }

    private static LinkView linked(String appName, LinkStatus link, Words words) {
        return switch (link.health()) {
            case HEALTHY -> view(appName, link, words, "link.working", GOOD, "link.working-text");
            case RETRYING -> view(appName, link, words, "link.working", GOOD, "link.retrying-text");
            case AT_RISK -> view(appName, link, words, "link.at-risk", BUSY, "link.at-risk-text");
            case PAUSED -> view(appName, link, words, "link.paused", BUSY, "link.paused-text");
            case UNHEALTHY -> view(appName, link, words, "link.broken", BAD, whyBroken(link), "link.only-you");
        };
    }

    private static String whyBroken(LinkStatus link) {
        return switch (UnhealthyReason.valueOf(Objects.requireNonNull(link.reason(), "UNHEALTHY has a reason"))) {
            case REVOKED -> "link.revoked";
            case ROTATION_LOST -> "link.rotation-lost";
            case EXPIRED -> "link.expired";
            case REMOVED_BY_USER -> "link.removed-text";
            case SEALED_VALUE_UNREADABLE -> "link.unreadable";
        };
    }

    private static LinkView view(
            String appName, LinkStatus link, Words words, String state, String mood, String... explanation) {
        StringBuilder explained = new StringBuilder();
        for (String key : explanation) {
            explained.append(explained.isEmpty() ? "" : " ").append(words.say(key));
        }
        return new LinkView(appName, words.say(state), mood, explained.toString(), dated(link, words));
    }

    private static String dated(LinkStatus link, Words words) {
        return switch (link.state()) {
            case CLAIMED, AWAITING, INCOMPLETE -> words.say("link.begun-on", words.day(link.claimedAt()));
            case COMPLETED -> words.say("link.linked-since", day(link.linkedAt(), link, words));
            case REMOVED, REPLACED -> words.say("link.ended-on", day(link.removedAt(), link, words));
        };
    }

    private static String day(@Nullable Instant instant, LinkStatus link, Words words) {
        return words.day(instant == null ? link.claimedAt() : instant);
    }
}
