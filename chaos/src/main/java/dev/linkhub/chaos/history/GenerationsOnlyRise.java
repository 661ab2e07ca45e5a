package dev.linkhub.chaos.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A falling generation is an old token pair written over a newer one. */
final class GenerationsOnlyRise implements Promise {

    @Override
    public String words() {
        return "1: generations only rise";
    }

    @Override
    public List<Violation> broken(History history) {
        List<Violation> found = new ArrayList<>();
        Map<String, Integer> highest = new HashMap<>();
        Map<String, Integer> latest = new HashMap<>();
        for (GrantSample sample : history.hub().samples()) {
            int before = highest.getOrDefault(sample.grant(), sample.generation());
            Integer last = latest.put(sample.grant(), sample.generation());
            // Once for each fall, however long it lasts.
            if (sample.generation() < before && last != null && last != sample.generation()) {
                found.add(violation(
                        sample.grant(),
                        "generation %d was seen at %s after %d".formatted(sample.generation(), sample.at(), before)));
            }
            highest.merge(sample.grant(), sample.generation(), Math::max);
        }
        found.addAll(ofAnswers(history));
        return found;
    }

    /** Only of two callers who cannot have been served at the same time it is sure who came first. */
    private List<Violation> ofAnswers(History history) {
        List<Violation> found = new ArrayList<>();
        Map<String, List<HandOut>> byGrant = new HashMap<>();
        for (HandOut later : history.hub().handOuts()) {
            List<HandOut> earlier = byGrant.computeIfAbsent(later.grant(), grant -> new ArrayList<>());
            for (HandOut one : earlier) {
                if (one.answeredAt().isBefore(later.askedAt()) && later.generation() < one.generation()) {
                    found.add(violation(
                            later.grant(),
                            "generation %d was handed out at %s, %d already at %s"
                                    .formatted(
                                            later.generation(),
                                            later.answeredAt(),
                                            one.generation(),
                                            one.answeredAt())));
                    break;
                }
            }
            earlier.add(later);
        }
        return found;
    }
}
