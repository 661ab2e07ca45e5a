package dev.linkhub.web.linking;

import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.web.page.Message;
import dev.linkhub.web.page.Visit;
import io.micronaut.http.HttpStatus;
import java.time.Duration;

/** The pages on which linking ends without a link, each with what to do next. */
final class DeadEnds {

    private static final String TAP_AGAIN =
            "Open the Ring app, go to this app and tap Sign In. That starts again from the beginning.";
    private static final String REINSTALL =
            "If it stays like this, remove the app in the Ring app, add it again from the Ring Appstore, and sign in from there.";

    private DeadEnds() {}

    static Message unknownApp(Visit visit) {
        return Message.of(
                HttpStatus.NOT_FOUND,
                "This app is not known here",
                "%s has no app at this address.".formatted(visit.brand().name()),
                "Open the app in the Ring app again. If you land here once more, please tell %s."
                        .formatted(visit.brand().name()));
    }

    static Message malformed() {
        return Message.of(
                HttpStatus.BAD_REQUEST,
                "This address is not complete",
                "Something that the Ring app adds to it is missing or damaged, perhaps because it was copied.",
                TAP_AGAIN);
    }

    static Message expired() {
        return Message.of(
                HttpStatus.GONE,
                "This took too long",
                "For your safety a sign-in from the Ring app works for ten minutes.",
                TAP_AGAIN);
    }

    static Message aheadOfTime() {
        return Message.of(
                HttpStatus.BAD_REQUEST,
                "The clocks do not agree",
                "This sign-in is dated in the future.",
                "Wait a minute. " + TAP_AGAIN);
    }

    static Message tooManyOpen(Duration wait) {
        return Message.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "Too many sign-ins at once",
                        "Too many sign-ins were begun from your network and not finished.",
                        "Wait ten minutes. " + TAP_AGAIN)
                .retryAfter(wait);
    }

    static Message otherBrowser() {
        return Message.of(
                HttpStatus.NOT_FOUND,
                "This page belongs to another browser",
                "A sign-in can be finished only in the browser in which it was begun, and only while that browser keeps our cookie.",
                "Allow cookies for this page. " + TAP_AGAIN);
    }

    static Message noMatch(String lookAgainPath) {
        return Message.of(
                        HttpStatus.NOT_FOUND,
                        "We found no Ring account for this sign-in",
                        "The Ring app has not handed us an account that fits, or it was too long ago.",
                        TAP_AGAIN,
                        REINSTALL)
                .with("Look again", lookAgainPath);
    }

    static Message nonceUsed() {
        return Message.of(
                HttpStatus.CONFLICT,
                "This sign-in has been used already",
                "Each one works once.",
                "If your Ring account is not linked yet: " + TAP_AGAIN);
    }

    static Message alreadyLinked(String homePath) {
        return Message.of(
                        HttpStatus.OK,
                        "Your Ring account is linked already",
                        "There is nothing left to do. You can go back to the Ring app.")
                .with("Show my link", homePath);
    }

    static Message claimedByAnother(String accountPath) {
        return Message.of(
                        HttpStatus.CONFLICT,
                        "This Ring account is linked to another account",
                        "Someone has linked it with a different sign-in here, perhaps you with another e-mail address.",
                        "Sign out and sign in with that one, or remove the app in the Ring app, add it again, and sign in with the account that you want.")
                .with("To your account", accountPath);
    }

    static Message declined() {
        return Message.of(
                HttpStatus.OK,
                "Nothing was linked",
                "You said that this Ring account is not yours, so we left everything as it was.",
                "If someone sent you here, you can close this page. To link your own Ring account, open the Ring app on your phone and tap Sign In there.");
    }

    static Message paused(Visit visit, PartnerApp app) {
        return Message.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Linking is paused for the moment",
                        "%s has to put something right before Ring accounts can be linked to %s."
                                .formatted(visit.brand().name(), app.name()),
                        "Nothing is wrong with your Ring account. Try again later: open the Ring app, go to this app and tap Sign In.")
                .retryAfter(Duration.ofMinutes(10));
    }

    static Message incomplete() {
        return Message.of(
                HttpStatus.OK,
                "Almost done: one more tap",
                "Ring did not take the sign-in in time. Your choice is kept.",
                "Open the Ring app, go to this app and tap Sign In again. That finishes this link.");
    }

    static Message broken() {
        return Message.of(
                HttpStatus.OK,
                "Ring has withdrawn its permission",
                "It happened before the link was finished, so another tap on Sign In is not enough.",
                "Remove the app in the Ring app, add it again from the Ring Appstore, and sign in from there with this same account.");
    }

    static Message ended() {
        return Message.of(
                HttpStatus.OK,
                "This link has ended",
                "The app was removed in the Ring app, or the Ring account was linked to another account.",
                "To link it again, add the app in the Ring Appstore and sign in from there.");
    }

    static Message done(Visit visit, String homePath) {
        return Message.of(
                        HttpStatus.OK,
                        "Done: your Ring account is linked",
                        "%s can now use what you have allowed in the Ring app."
                                .formatted(visit.brand().name()),
                        "You can go back to the Ring app.")
                .with("Show my link", homePath);
    }
}
