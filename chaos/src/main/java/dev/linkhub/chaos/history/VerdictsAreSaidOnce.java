package dev.linkhub.chaos.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An integrator who mails a household for each event must not mail twice, and a dead grant is not asked for ever. */
final class VerdictsAreSaidOnce implements Promise {

    private static final String UNHEALTHY = "UNHEALTHY";
    private static final String HEALED = "HEALED";

    @Override
    public String words() {
        return "6: one unhealthy event for each dead grant and one for each that heals, and no attempt after the"
                + " confirming one";
    }

    @Override
    public List<Violation> broken(History history) {
        List<Violation> found = new ArrayList<>();
        Map<String, String> said = new HashMap<>();
        for (LinkNote note : history.hub().notes()) {
            if (!note.type().equals(UNHEALTHY) && !note.type().equals(HEALED)) {
                continue;
            }
            String before = said.put(note.grant(), note.type());
            boolean first = before == null && note.type().equals(HEALED);
            if (first || note.type().equals(before)) {
                found.add(violation(
                        note.grant(),
                        "%s was said after %s".formatted(note.type(), before == null ? "nothing" : before)));
            }
        }
        found.addAll(unsaid(history, said));
        found.addAll(attemptsOnTheDead(history));
        return found;
    }

    /** Of the linked ones: an unclaimed grant has nobody to tell. */
    private List<Violation> unsaid(History history, Map<String, String> said) {
        List<Violation> found = new ArrayList<>();
        lastSamples(history).forEach((grant, last) -> {
            boolean linked =
                    history.hub().notes().stream().anyMatch(note -> note.grant().equals(grant));
            if (linked && last.live() && last.unhealthy() != null && !UNHEALTHY.equals(said.get(grant))) {
                found.add(violation(grant, "it ended as " + last.unhealthy() + ", and nobody was told"));
            }
        });
        return found;
    }

    private List<Violation> attemptsOnTheDead(History history) {
        List<Violation> found = new ArrayList<>();
        Sends sends = Sends.of(history);
        lastSamples(history).forEach((grant, last) -> {
            Instant condemned = lastingSince(history, grant);
            List<Send> after = sends.ofGrant(grant).stream()
                    .filter(send -> send.at().isAfter(condemned))
                    .toList();
            if (after.size() > 1) {
                found.add(violation(
                        grant,
                        "it is held to be broken since %s, and was sent %d more times, last at %s"
                                .formatted(
                                        condemned, after.size(), after.getLast().at())));
            }
        });
        return found;
    }

    private static Map<String, GrantSample> lastSamples(History history) {
        Map<String, GrantSample> last = new HashMap<>();
        history.hub().samples().forEach(sample -> last.put(sample.grant(), sample));
        return last;
    }

    /** Since when it has been held to be broken without a break until the end; {@link Instant#MAX} if it is not. */
    private static Instant lastingSince(History history, String grant) {
        Instant since = Instant.MAX;
        for (GrantSample sample : history.hub().samples()) {
            if (sample.grant().equals(grant)) {
                boolean broken = sample.unhealthy() != null;
                since = !broken ? Instant.MAX : since.equals(Instant.MAX) ? sample.at() : since;
            }
        }
        return since;
    }
}
