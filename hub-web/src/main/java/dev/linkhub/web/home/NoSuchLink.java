package dev.linkhub.web.home;

import dev.linkhub.web.page.Message;
import dev.linkhub.web.page.Visit;
import io.micronaut.http.HttpStatus;

/** What anyone is told of another household's link, and of one that is not there. */
final class NoSuchLink {

    private NoSuchLink() {}

    static Message message(Visit visit) {
        return Message.of(
                        HttpStatus.NOT_FOUND,
                        "You have no such link",
                        "It belongs to another account, or it is not there any more.",
                        "If you have another account with %s, sign out and sign in with that one."
                                .formatted(visit.brand().name()))
                .with("To your account", visit.path("sign-in"));
    }
}
