package dev.linkhub.simulator.history;

import java.util.Arrays;
import java.util.List;

/** The filter {@code event_types}: types, or types with a sub type after a dot; one that fits is enough. */
record EventTypes(List<String> names) {

    private static final List<String> CHOICES = List.of(
            "motion",
            "motion.motion",
            "motion.human",
            "motion.vehicle",
            "motion.animal",
            "motion.package",
            "motion.other_motion",
            "ding",
            "on_demand");

    EventTypes {
        names = List.copyOf(names);
        if (!CHOICES.containsAll(names)) {
            throw new IllegalArgumentException("event_types: choices are " + String.join(", ", CHOICES));
        }
    }

    /** Empty text asks for all. */
    static EventTypes parse(String text) {
        return new EventTypes(
                text.isEmpty()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }

    boolean cover(PastEvent event) {
        return names.isEmpty()
                || names.contains(event.type())
                || (event.subType() != null && names.contains(event.type() + "." + event.subType()));
    }
}
