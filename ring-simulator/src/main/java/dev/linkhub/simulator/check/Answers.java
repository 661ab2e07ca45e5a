package dev.linkhub.simulator.check;

import dev.linkhub.simulator.partner.PartnerAnswer;
import dev.linkhub.simulator.partner.PartnerAnswer.Answered;
import dev.linkhub.simulator.partner.PartnerAnswer.Unanswered;
import java.time.Duration;
import java.util.Locale;

/** Judges and words the partner's answers. */
final class Answers {

    private Answers() {}

    static boolean isSuccess(PartnerAnswer answer) {
        return answer instanceof Answered answered && answered.isSuccess();
    }

    static boolean isServerError(PartnerAnswer answer) {
        return answer instanceof Answered answered && answered.status() >= 500;
    }

    static boolean isAnswered(PartnerAnswer answer) {
        return answer instanceof Answered;
    }

    /** Whether the partner answered with a status from {@code from} to {@code to}. */
    static boolean isWithin(PartnerAnswer answer, int from, int to) {
        return answer instanceof Answered answered && answered.status() >= from && answered.status() <= to;
    }

    static String describe(PartnerAnswer answer) {
        return switch (answer) {
            case Answered answered -> "answered " + answered.status() + " after " + seconds(answered.duration());
            case Unanswered unanswered -> "gave no answer: " + unanswered.error();
        };
    }

    static Finding successOr(PartnerAnswer answer, String otherwise) {
        return isSuccess(answer) ? Finding.pass(describe(answer)) : Finding.fail(describe(answer) + ": " + otherwise);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
