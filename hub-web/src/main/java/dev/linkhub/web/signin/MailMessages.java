package dev.linkhub.web.signin;

import dev.linkhub.web.page.Message;
import dev.linkhub.web.page.Visit;
import dev.linkhub.web.page.Waits;
import dev.linkhub.wording.Words;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The pages around the mails about an account, each with what to do next. */
final class MailMessages {

    private MailMessages() {}

    /**
     * The same whether or not there is an account with the address already.
     *
     * @param next where to go after signing in
     */
    static Message accountAsked(Visit visit, @Nullable String next) {
        return Message.of(HttpStatus.OK, visit.words(), "account-asked")
                .with(visit.words().say("account-asked.action"), ReturnPath.signInThen(visit.slug(), next));
    }

    /** The same whether or not there is such an account. */
    static Message resetSent(Visit visit) {
        return Message.of(HttpStatus.OK, visit.words(), "reset-sent")
                .with(visit.words().say("sign-in"), visit.path("sign-in"));
    }

    static Message resetOver(Visit visit) {
        return Message.of(HttpStatus.GONE, visit.words(), "reset-over")
                .with(visit.words().say("reset-over.action"), visit.path("forgotten-password"));
    }

    static Message passwordChanged(Visit visit) {
        return Message.of(HttpStatus.OK, visit.words(), "password-changed")
                .with(visit.words().say("sign-in"), visit.path("sign-in"));
    }

    static Message verifyOver(Visit visit) {
        return Message.of(HttpStatus.GONE, visit.words(), "verify-over")
                .with(visit.words().say("sign-in"), visit.path("sign-in"));
    }

    static Message verified(Visit visit) {
        return Message.of(HttpStatus.OK, visit.words(), "verified")
                .with(visit.words().say("to-account"), visit.path("sign-in"));
    }

    static Message tooMany(Words words, Duration after) {
        return Message.of(HttpStatus.TOO_MANY_REQUESTS, words, "mails-too-many", Waits.inWords(words, after))
                .retryAfter(after);
    }
}
