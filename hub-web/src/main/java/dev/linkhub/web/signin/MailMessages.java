package dev.linkhub.web.signin;

import dev.linkhub.web.page.Message;
import dev.linkhub.web.page.Visit;
import io.micronaut.http.HttpStatus;
import java.time.Duration;

/** The pages around the mails about an account, each with what to do next. */
final class MailMessages {

    private MailMessages() {}

    /** The same whether or not there is such an account. */
    static Message resetSent(Visit visit) {
        return Message.of(
                        HttpStatus.OK,
                        "Look into your mail",
                        "If there is an account with this address, a mail with a link is on its way. The link works once, for half an hour.",
                        "Nothing there after a few minutes? Look among the unwanted mail, then check the address and ask again.")
                .with("Sign in", visit.path("sign-in"));
    }

    static Message resetOver(Visit visit) {
        return Message.of(
                        HttpStatus.GONE,
                        "This link is over",
                        "It was used already, is older than half an hour, or is not complete.",
                        "Ask for another mail. If it came in two parts, copy the whole address from the mail.")
                .with("Ask for another mail", visit.path("forgotten-password"));
    }

    static Message passwordChanged(Visit visit) {
        return Message.of(
                        HttpStatus.OK,
                        "Your password is changed",
                        "You are signed out in all browsers, this one too.",
                        "Sign in with the new password. If you came from the Ring app, go back there and tap Sign In.")
                .with("Sign in", visit.path("sign-in"));
    }

    static Message verifyOver(Visit visit) {
        return Message.of(
                        HttpStatus.GONE,
                        "This link is over",
                        "It was used already, is older than a day, or is not complete.",
                        "If you have pressed the button before, all is well. If not, sign in and ask for another mail.")
                .with("Sign in", visit.path("sign-in"));
    }

    static Message verified(Visit visit) {
        return Message.of(
                        HttpStatus.OK,
                        "Thank you: your address is confirmed",
                        "If you were about to link a Ring account, go back to the page where you began and go on there.",
                        "If it is no longer open, open the Ring app, go to the app and tap Sign In.")
                .with("To your account", visit.path("sign-in"));
    }

    static Message tooMany(Duration after) {
        return Message.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "Too many mails were asked for",
                        "So that nobody's mailbox is flooded, we send a few in an hour and no more.",
                        "Look among the unwanted mail for those that we have sent. You can ask for another one in "
                                + Waits.inWords(after) + ".")
                .retryAfter(after);
    }
}
