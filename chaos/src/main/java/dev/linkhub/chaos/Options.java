package dev.linkhub.chaos;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code ./hub chaos}.
 *
 * @param minutes about how long, without starting and judging
 * @param seed from which the faults follow
 */
record Options(int minutes, long seed) {

    static final int LEAST_MINUTES = 4;

    private static final int USUAL_MINUTES = 10;
    private static final int MOST_MINUTES = 1_440;
    private static final int SEEDS = 1_000_000;

    /** @throws IllegalArgumentException with what is wrong, for the operator */
    static Options parse(String[] arguments) {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        int minutes = USUAL_MINUTES;
        long seed = new Random().nextInt(SEEDS);
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--minutes" -> minutes = (int) number(option, left.poll(), LEAST_MINUTES, MOST_MINUTES);
                case "--seed" -> seed = number(option, left.poll(), 0, Long.MAX_VALUE);
                default -> throw new IllegalArgumentException("there is no option " + option);
            }
        }
        return new Options(minutes, seed);
    }

    private static long number(String option, @Nullable String text, long least, long most) {
        if (text != null && text.matches("[0-9]{1,18}")) {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                option + " takes a whole number from " + least + " to " + most + (text == null ? "" : ", not " + text));
    }
}
