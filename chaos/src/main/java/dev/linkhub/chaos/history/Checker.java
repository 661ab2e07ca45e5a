package dev.linkhub.chaos.history;

import java.util.List;
import java.util.TreeSet;

/** Holds a run's history against all that was promised. */
public final class Checker {

    private static final List<Promise> PROMISES = List.of(
            new GenerationsOnlyRise(),
            new NothingIsSentAfterItsAnswer(),
            new QuarantinesAreKept(),
            new SpentTokensHaveACause(),
            new HandedOutTokensLive(),
            new NothingStaysLate(),
            new NobodyIsCondemnedInError(),
            new VerdictsAreSaidOnce(),
            new ApiAnswersMeanwhile());

    private Checker() {}

    /** Each promise that was not kept, in the order of the promises; none if the run is good. */
    public static List<Violation> check(History history) {
        return PROMISES.stream()
                .flatMap(promise -> promise.broken(history).stream())
                .toList();
    }

    /** What broke in words, each grant's whole time line once, and what was counted. */
    public static String report(History history, List<Violation> violations) {
        StringBuilder text = new StringBuilder();
        for (Promise promise : PROMISES) {
            List<Violation> broken = violations.stream()
                    .filter(violation -> violation.promise().equals(promise.words()))
                    .toList();
            text.append(broken.isEmpty() ? "kept    " : "BROKEN  ")
                    .append(promise.words())
                    .append('\n');
            for (Violation one : broken) {
                String grant = one.grant() == null ? "" : one.grant() + ": ";
                text.append("          ").append(grant).append(one.what()).append('\n');
            }
        }
        TreeSet<String> grants = new TreeSet<>();
        violations.stream().map(Violation::grant).filter(grant -> grant != null).forEach(grants::add);
        grants.forEach(grant -> text.append('\n').append(TimeLine.of(history, grant)));
        return text.toString();
    }
}
