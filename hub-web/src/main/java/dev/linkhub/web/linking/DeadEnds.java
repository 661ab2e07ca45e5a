package dev.linkhub.web.linking;

import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.web.page.Message;
import dev.linkhub.web.page.Visit;
import dev.linkhub.wording.Words;
import io.micronaut.http.HttpStatus;
import java.time.Duration;

/** The pages on which linking ends without a link, each with what to do next. */
final class DeadEnds {

    private DeadEnds() {}

    static Message unknownApp(Visit visit) {
        return Message.of(
                HttpStatus.NOT_FOUND,
                visit.words(),
                "unknown-app",
                visit.brand().name());
    }

    static Message malformed(Words words) {
        return tapAgain(HttpStatus.BAD_REQUEST, words, "malformed");
    }

    static Message expired(Words words) {
        return tapAgain(HttpStatus.GONE, words, "expired");
    }

    static Message aheadOfTime(Words words) {
        return tapAgain(HttpStatus.BAD_REQUEST, words, "ahead");
    }

    static Message tooManyOpen(Words words, Duration wait) {
        return tapAgain(HttpStatus.TOO_MANY_REQUESTS, words, "flows-too-many").retryAfter(wait);
    }

    static Message otherBrowser(Words words) {
        return tapAgain(HttpStatus.NOT_FOUND, words, "other-browser");
    }

    static Message noMatch(Words words, String lookAgainPath) {
        return Message.of(HttpStatus.NOT_FOUND, words, "no-match", words.say("tap-sign-in"), words.say("reinstall"))
                .with(words.say("no-match.action"), lookAgainPath);
    }

    static Message nonceUsed(Words words) {
        return tapAgain(HttpStatus.CONFLICT, words, "nonce-used");
    }

    static Message alreadyLinked(Words words, String homePath) {
        return Message.of(HttpStatus.OK, words, "already-linked").with(words.say("show-link"), homePath);
    }

    static Message claimedByAnother(Words words, String accountPath) {
        return Message.of(HttpStatus.CONFLICT, words, "claimed-by-another").with(words.say("to-account"), accountPath);
    }

    /** The nonce is good still, and the other choices are. */
    static Message notContinuable(Words words, String chooseAgainPath) {
        return Message.of(HttpStatus.CONFLICT, words, "other-ring.gone")
                .with(words.say("other-ring.look"), chooseAgainPath);
    }

    static Message declined(Words words) {
        return Message.of(HttpStatus.OK, words, "declined");
    }

    static Message paused(Visit visit, PartnerApp app) {
        return Message.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        visit.words(),
                        "paused",
                        visit.brand().name(),
                        app.name())
                .retryAfter(Duration.ofMinutes(10));
    }

    static Message incomplete(Words words) {
        return Message.of(HttpStatus.OK, words, "incomplete");
    }

    static Message broken(Words words) {
        return Message.of(HttpStatus.OK, words, "broken");
    }

    static Message ended(Words words) {
        return Message.of(HttpStatus.OK, words, "ended");
    }

    static Message done(Visit visit, String homePath) {
        Words words = visit.words();
        return Message.of(HttpStatus.OK, words, "linked", visit.brand().name())
                .and(words.say("linked.note"))
                .with(words.say("show-link"), homePath);
    }

    private static Message tapAgain(HttpStatus status, Words words, String key) {
        return Message.of(status, words, key, words.say("tap-sign-in"));
    }
}
