package dev.linkhub.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What the shared rate promises for any rate, any number of processes and any order in which they come. */
class RatePortionsTest {

    private static final long SECOND = 1_000_000;
    private static final int PROCESSES = 4;

    /**
     * One process comes by.
     *
     * @param pause since the last turn, in microseconds
     * @param latency of the statement each way, in microseconds
     * @param unused what it gives back again
     * @param step how far the database's clock is moved before, mostly not at all
     */
    record Turn(int process, boolean background, int wanted, int unused, long pause, long latency, long step) {}

    @Provide
    Arbitrary<List<Turn>> steady() {
        return turns(Arbitraries.just(0L));
    }

    @Provide
    Arbitrary<List<Turn>> stepping() {
        return turns(Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(0L)),
                Tuple.of(1, Arbitraries.longs().between(-3_600 * SECOND, 3_600 * SECOND))));
    }

    private static Arbitrary<List<Turn>> turns(Arbitrary<Long> steps) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, PROCESSES - 1),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 400),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(0, 400_000),
                        Arbitraries.longs().between(0, 40_000),
                        steps)
                .as(Turn::new)
                .list()
                .ofMaxSize(200);
    }

    @Property(tries = 500)
    void noSecondHasMoreThanTheRateAndOnePortion(
            @ForAll @IntRange(min = 1, max = 10_000) int rate, @ForAll("steady") List<Turn> turns) {
        Processes processes = new Processes(rate);
        turns.forEach(processes::come);
        for (Processes.Given first : processes.given) {
            assertThat(processes.givenIn(first.at, SECOND, false)).isLessThanOrEqualTo(rate + RateModel.portion(rate));
        }
    }

    @Property(tries = 500)
    void noSecondHasMoreThanFourFifthsOfThatForTheBackground(
            @ForAll @IntRange(min = 1, max = 10_000) int rate, @ForAll("steady") List<Turn> turns) {
        Processes processes = new Processes(rate);
        turns.forEach(processes::come);
        for (Processes.Given first : processes.given) {
            long most = Math.ceilDiv(4L * (rate + RateModel.portion(rate)), 5);
            assertThat(processes.givenIn(first.at, SECOND, true)).isLessThanOrEqualTo(most);
        }
    }

    /** A step cuts the second in two, and each part may touch the ends of two half seconds more than it is long. */
    @Property(tries = 500)
    void eachStepOfTheClockAddsTwoPortionsAtMost(
            @ForAll @IntRange(min = 1, max = 10_000) int rate, @ForAll("stepping") List<Turn> turns) {
        Processes processes = new Processes(rate);
        turns.forEach(processes::come);
        for (Processes.Given first : processes.given) {
            long steps = processes.steps.stream()
                    .filter(at -> at >= first.at && at <= first.at + SECOND)
                    .count();
            assertThat(processes.givenIn(first.at, SECOND, false))
                    .isLessThanOrEqualTo(rate + RateModel.portion(rate) * (1 + 2 * steps));
        }
    }

    @Property(tries = 300)
    void whateverWasOneProcessAloneReachesTheRateAgain(
            @ForAll @IntRange(min = 1, max = 10_000) int rate,
            @ForAll("stepping") List<Turn> turns,
            @ForAll @IntRange(max = 100_000) int owed) {
        Processes processes = new Processes(rate);
        turns.forEach(processes::come);
        processes.row.take(rate, processes.database(), false, 1, owed);
        processes.real += 3_601 * SECOND;
        processes.real += RateModel.HALF_SECOND - processes.database() % RateModel.HALF_SECOND;
        long before = processes.total;
        for (int half = 0; half < 10; half++) {
            processes.come(new Turn(0, false, 10_000, 0, half == 0 ? 0 : RateModel.HALF_SECOND, 0, 0));
        }
        assertThat(processes.total - before).isBetween(5L * rate, 5L * rate + 1);
    }

    @Property(tries = 300)
    void aDebtIsPaidBackExactlyAndWithinFiveSeconds(
            @ForAll @IntRange(min = 1, max = 10_000) int rate, @ForAll @IntRange(max = 100_000) int owed) {
        RateModel row = new RateModel();
        long start = 1_000 * SECOND;
        row.take(rate, start, false, 0, owed);
        long given = 0;
        long inFive = 0;
        for (int half = 0; half < 20; half++) {
            inFive += half == 11 ? given : 0;
            given += taken(row.take(rate, start + half * RateModel.HALF_SECOND, false, 10_000, 0));
        }
        long paid = Math.min(owed, 5L * rate + rate / 2);
        assertThat(given).isEqualTo(10L * rate - paid);
        assertThat(given - inFive).isGreaterThanOrEqualTo(9L * rate / 2);
    }

    @Property(tries = 300)
    void aFifthIsThereForPeopleWhateverTheBackgroundTakes(
            @ForAll @IntRange(min = 1, max = 10_000) int rate, @ForAll @LongRange(max = 1_000) long half) {
        RateModel row = new RateModel();
        long background = 0;
        long people = 0;
        for (long i = half; i < half + 10; i++) {
            background += taken(row.take(rate, i * RateModel.HALF_SECOND, true, 10_000, 0));
            people += taken(row.take(rate, i * RateModel.HALF_SECOND + 1, false, 10_000, 0));
        }
        assertThat(background).isBetween(4L * rate - 1, 4L * rate + 1);
        assertThat(people).isBetween((long) rate - 1, (long) rate + 1);
    }

    @Property
    void nothingIsTakenBeforeTheRestIsOver(
            @ForAll @IntRange(min = 1, max = 10_000) int rate,
            @ForAll @LongRange(min = 1, max = 10_000_000) long rest,
            @ForAll @LongRange(max = 20_000_000) long later) {
        RateModel row = new RateModel();
        row.rest(rest);
        row.rest(rest / 2);
        assertThat(row.take(rate, later, true, 1, 0) instanceof Portion.Rest).isEqualTo(later < rest);
    }

    private static int taken(Portion portion) {
        return switch (portion) {
            case Portion.Taken taken -> taken.permits();
            case Portion.Rest rest -> 0;
        };
    }

    /** Several processes on one row; their own clocks count real time, the database's may be stepped. */
    private static final class Processes {

        private final int rate;
        private final RateModel row = new RateModel();
        private final List<RateShare> shares = new ArrayList<>();
        private final List<Given> given = new ArrayList<>();
        private final List<Long> steps = new ArrayList<>();
        private long real;
        private long stepped = 10_000 * SECOND;
        private long takenAt;
        private long total;

        Processes(int rate) {
            this.rate = rate;
            for (int i = 0; i < 2 * PROCESSES; i++) {
                shares.add(new RateShare(() -> real * 1000));
            }
        }

        long database() {
            return real + stepped;
        }

        void come(Turn turn) {
            real += turn.pause;
            if (turn.step != 0) {
                stepped = Math.max(stepped + turn.step, 0);
                steps.add(real);
            }
            takenAt = real;
            RateShare share = shares.get(2 * turn.process + (turn.background ? 1 : 0));
            try {
                int permits = share.take(turn.wanted, 0, 0, most -> {
                    real += turn.latency;
                    takenAt = real;
                    Portion portion = row.take(rate, database(), turn.background, most, 0);
                    real += turn.latency;
                    return portion;
                });
                int back = Math.min(turn.unused, permits);
                share.giveBack(back);
                given.add(new Given(takenAt, turn.background, permits - back));
                total += permits - back;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        long givenIn(long from, long micros, boolean backgroundOnly) {
            return given.stream()
                    .filter(one -> one.at >= from && one.at <= from + micros)
                    .filter(one -> one.background || !backgroundOnly)
                    .mapToLong(Given::permits)
                    .sum();
        }

        private record Given(long at, boolean background, int permits) {}
    }
}
