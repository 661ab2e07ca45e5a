package dev.linkhub.web.home;

import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.health.LinkHealth;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.Disconnection;
import dev.linkhub.linking.LinkDisconnection;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A link in plain words.
 *
 * @param mood how the state is drawn, beside what it says: as good, busy or bad
 * @param steps what the household has to do, in order; empty if nothing
 * @param dated since when it is so, as a sentence
 */
@Introspected
public record LinkView(
        String appName, String state, String mood, String explanation, List<String> steps, String dated) {

    private static final List<String> RECONNECT = List.of(
            "In the Ring app, open the menu, then Apps, choose this app, and remove it.",
            "Add the app again from the Ring Appstore and choose your devices.",
            "Tap Sign In and sign in with this same account. Your link comes back as it was.");
    private static final List<String> LEAVE = List.of(
            RECONNECT.getFirst(),
            "To link again later, add the app again from the Ring Appstore, tap Sign In and sign in with this same account.");
    private static final List<String> FINISH =
            List.of("Open the Ring app and go to this app.", "Tap Sign In. That finishes this link.");

    public LinkView {
        steps = List.copyOf(steps);
    }

    /** A link that its household disconnected here: Ring keeps the app in its list. */
    static LinkView disconnected(String appName, LinkStatus link, Disconnection disconnection) {
        String kept = disconnection.droppedAt() == null
                ? "We are telling Ring. Then we delete our access to your Ring account, on %s at the latest."
                        .formatted(When.of(disconnection.askedAt().plus(LinkDisconnection.AT_THE_LATEST)))
                : "We have deleted our access to your Ring account.";
        return view(
                appName,
                link,
                "Disconnected",
                "busy",
                "You disconnected this link here. " + kept
                        + " The Ring app keeps the app in its list until you remove it there:",
                LEAVE);
    }

    static LinkView of(String appName, LinkStatus link) {
        return switch (link.state()) {
            case CLAIMED, AWAITING ->
                view(appName, link, "Being set up", "busy", "We are telling Ring. This goes on by itself.", List.of());
            case INCOMPLETE -> unfinished(appName, link);
            case REMOVED ->
                view(
                        appName,
                        link,
                        "Removed",
                        "bad",
                        "The app was removed in the Ring app.",
                        RECONNECT.subList(1, RECONNECT.size()));
            case REPLACED ->
                view(
                        appName,
                        link,
                        "Replaced",
                        "bad",
                        "This Ring account was linked to another account.",
                        List.of(
                                "If that was you, use that account. There is nothing to do here.",
                                "If it was not, change your Ring password, then remove the app in the Ring app and add it again."));
            case COMPLETED -> linked(appName, link);
        };
    }

    private static LinkView linked(String appName, LinkStatus link) {
        return switch (link.health()) {
            case HEALTHY -> view(appName, link, "Working", "good", "Nothing to do.", List.of());
            case RETRYING ->
                view(
                        appName,
                        link,
                        "Working",
                        "good",
                        "Ring is slow to answer right now. We keep trying by ourselves.",
                        List.of());
            case AT_RISK ->
                view(
                        appName,
                        link,
                        "Working, but at risk",
                        "busy",
                        "Ring has not answered us for a while. We keep trying; if it stops working, reconnect like this:",
                        RECONNECT);
            case PAUSED ->
                view(
                        appName,
                        link,
                        "Paused",
                        "busy",
                        "The maker of this app has to put something right. Your link is kept and goes on afterwards.",
                        List.of());
            case UNHEALTHY ->
                view(
                        appName,
                        link,
                        "Not working",
                        "bad",
                        whyBroken(link) + " Only you can reconnect it, in three steps:",
                        RECONNECT);
        };
    }

    /** A tap on Sign In brings a nonce, not tokens: where those are dead it does not help. */
    private static LinkView unfinished(String appName, LinkStatus link) {
        return link.health() == LinkHealth.UNHEALTHY
                ? view(
                        appName,
                        link,
                        "Not finished",
                        "bad",
                        whyBroken(link) + " Only you can start it again, in three steps:",
                        RECONNECT)
                : view(
                        appName,
                        link,
                        "Not finished",
                        "bad",
                        "Ring did not take the sign-in in time. Your choice is kept.",
                        FINISH);
    }

    private static String whyBroken(LinkStatus link) {
        return switch (UnhealthyReason.valueOf(Objects.requireNonNull(link.reason(), "UNHEALTHY has a reason"))) {
            case REVOKED -> "Ring no longer lets us in.";
            case ROTATION_LOST -> "The connection to Ring was interrupted, and Ring no longer lets us in.";
            case EXPIRED -> "The permission that you gave in the Ring app has run out.";
            case REMOVED_BY_USER -> "The app was removed in the Ring app.";
            case SEALED_VALUE_UNREADABLE ->
                "Something went wrong on our side, and we can no longer use the permission that you gave in the Ring app.";
        };
    }

    private static LinkView view(
            String appName, LinkStatus link, String state, String mood, String explanation, List<String> steps) {
        return new LinkView(appName, state, mood, explanation, steps, dated(link));
    }

    private static String dated(LinkStatus link) {
        return switch (link.state()) {
            case CLAIMED, AWAITING, INCOMPLETE -> "Begun on " + When.day(link.claimedAt());
            case COMPLETED -> "Linked since " + day(link.linkedAt(), link);
            case REMOVED, REPLACED -> "Ended on " + day(link.removedAt(), link);
        };
    }

    private static String day(@Nullable Instant instant, LinkStatus link) {
        return When.day(instant == null ? link.claimedAt() : instant);
    }
}
