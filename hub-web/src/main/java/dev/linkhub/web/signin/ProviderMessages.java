package dev.linkhub.web.signin;

import dev.linkhub.web.page.Message;
import dev.linkhub.web.page.Visit;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.Optional;

/** The pages on which a sign-in through a tenant's provider ends without one, each with what to do next. */
final class ProviderMessages {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration UNTIL_FLOWS_END = Duration.ofMinutes(30);

    private ProviderMessages() {}

    static Message stale(Visit visit) {
        return Message.of(
                        HttpStatus.BAD_REQUEST,
                        "This sign-in is over",
                        "It was finished already, took more than half an hour, or was begun in another browser.",
                        "Sign in once more, and allow cookies for this page. If you came from the Ring app, go back there and tap Sign In.")
                .with("Sign in", visit.path("sign-in"));
    }

    static Message declined(Visit visit, Optional<String> next) {
        return Message.of(
                        HttpStatus.OK,
                        "You are not signed in",
                        "The sign-in was cancelled, so nothing was changed.",
                        "You can sign in whenever you are ready.")
                .with("Sign in", ReturnPath.signInThen(visit.slug(), next.orElse(null)));
    }

    static Message signedOut(Visit visit, Optional<String> next) {
        return Message.of(
                        HttpStatus.OK,
                        "You are signed out",
                        "Here, that is: %s may still know you in this browser."
                                .formatted(visit.brand().name()),
                        "You can sign in again, with this or with another account.")
                .with(
                        "Sign in",
                        visit.path("sign-in?another=yes")
                                + next.map(path -> "&next=" + path).orElse(""));
    }

    static Message away(Visit visit, Optional<String> next) {
        return Message.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Signing in does not work right now",
                        "The sign-in of %s does not answer. Nothing is lost."
                                .formatted(visit.brand().name()),
                        "Wait a minute, then try again.")
                .with("Try again", ReturnPath.signInThen(visit.slug(), next.orElse(null)))
                .retryAfter(SOON);
    }

    static Message wrong(Visit visit) {
        return Message.of(
                HttpStatus.BAD_GATEWAY,
                "Signing in does not work",
                "The sign-in of %s did not give us an answer that we can accept. It is not your doing, and %s can see what is wrong."
                        .formatted(visit.brand().name(), visit.brand().name()),
                "Try again later. If it stays like this, write to support.");
    }

    static Message tooManyOpen() {
        return Message.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "Too many sign-ins at once",
                        "Too many sign-ins were begun from your network and not finished.",
                        "Wait half an hour, then try again.")
                .retryAfter(UNTIL_FLOWS_END);
    }
}
