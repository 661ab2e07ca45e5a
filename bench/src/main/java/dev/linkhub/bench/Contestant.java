package dev.linkhub.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Those whose refreshing is compared, in the order of the report. */
enum Contestant {
    LIMIT("limit", 1),
    HUB_1("hub", 1),
    HUB_2("hub", 2),
    DB_SCHEDULER("db_scheduler", 1),
    QUARTZ("quartz", 1),
    JOBRUNR("jobrunr", 1),
    LOOP("loop", 1);

    /** A scheduler's jobs are made before it is measured; none gets through more than these in the time it has. */
    private static final int MOST_JOBS = 40_000;

    private final String program;
    private final int processes;

    Contestant(String program, int processes) {
        this.program = program;
        this.processes = processes;
    }

    /** As {@link dev.linkhub.bench.contestant.Main} knows it. */
    String program() {
        return program;
    }

    /** How many work at once. */
    int processes() {
        return processes;
    }

    boolean isHub() {
        return program.equals("hub");
    }

    /** How many of so many due grants it is given. */
    int jobs(int grants) {
        return switch (this) {
            case LIMIT, HUB_1, HUB_2, LOOP -> grants;
            case DB_SCHEDULER, JOBRUNR -> Math.min(grants, MOST_JOBS);
            // Its API stores about a thousand triggers a second, and it fires fewer.
            case QUARTZ -> Math.min(grants, MOST_JOBS / 4);
        };
    }

    boolean isScheduler() {
        return this == DB_SCHEDULER || this == QUARTZ || this == JOBRUNR;
    }

    /** As it is written in options and results. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * From a list with commas.
     *
     * @throws IllegalArgumentException naming the choices
     */
    static List<Contestant> parse(String list) {
        return Arrays.stream(list.split(","))
                .map(text -> Arrays.stream(values())
                        .filter(one -> one.text().equals(text.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no contestant '" + text + "'; choices: " + choices())))
                .toList();
    }

    static String choices() {
        return Arrays.stream(values()).map(Contestant::text).collect(Collectors.joining(", "));
    }
}
