package dev.linkhub.web.signin;

import dev.linkhub.web.page.Message;
import dev.linkhub.web.page.Visit;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.Optional;

/** The pages on which a sign-in through a tenant's provider ends without one, each with what to do next. */
final class ProviderMessages {

    private static final Duration SOON = Duration.ofMinutes(1);

    private ProviderMessages() {}

    static Message stale(Visit visit) {
        return say(HttpStatus.BAD_REQUEST, visit, "provider.stale")
                .with(visit.words().say("sign-in"), visit.path("sign-in"));
    }

    static Message declined(Visit visit, Optional<String> next) {
        return say(HttpStatus.OK, visit, "provider.declined")
                .with(visit.words().say("sign-in"), ReturnPath.signInThen(visit.slug(), next.orElse(null)));
    }

    static Message signedOut(Visit visit, Optional<String> next) {
        return say(HttpStatus.OK, visit, "provider.signed-out")
                .with(
                        visit.words().say("sign-in"),
                        visit.path("sign-in?another=yes")
                                + next.map(path -> "&next=" + path).orElse(""));
    }

    static Message away(Visit visit, Optional<String> next) {
        return say(HttpStatus.SERVICE_UNAVAILABLE, visit, "provider.away")
                .with(visit.words().say("try-again"), ReturnPath.signInThen(visit.slug(), next.orElse(null)))
                .retryAfter(SOON);
    }

    static Message wrong(Visit visit) {
        return say(HttpStatus.BAD_GATEWAY, visit, "provider.wrong");
    }

    private static Message say(HttpStatus status, Visit visit, String key) {
        return Message.of(status, visit.words(), key, visit.brand().name());
    }
}
