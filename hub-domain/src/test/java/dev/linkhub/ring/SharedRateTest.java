package dev.linkhub.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.testing.InterruptibleDatabase;
import dev.linkhub.testing.JourneyTest;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes on one database, each with its own {@link RingTraffic}. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
@Property(name = "hub.test.pool", value = "interruptible")
class SharedRateTest extends JourneyTest {

    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration HALF_SECOND = Duration.ofMillis(500);
    private static final int PROCESSES = 3;
    private static final int SETTING = 10_000;

    @Inject
    SharedRate rate;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    InterruptibleDatabase database;

    private PartnerApp app;

    @BeforeEach
    void anAppAtTheStartOfAHalfSecond() {
        app = ring.onboard().app();
        long micros = sinceFirst() % 500_000;
        ring.advance(HALF_SECOND.minus(Duration.of(micros, ChronoUnit.MICROS)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 20, 99, 9_999})
    void theStatementDoesWhatTheModelDoes(int perSecond) {
        agree(perSecond);
        RateModel model = new RateModel();
        Random random = new Random(perSecond);
        for (int turn = 0; turn < 150; turn++) {
            long step = random.nextInt(20) == 0 ? random.nextLong(-7_000_000, 7_000_000) : random.nextLong(700_000);
            clock.set(clock.instant().plus(step, ChronoUnit.MICROS));
            boolean background = random.nextBoolean();
            int wanted = random.nextInt(perSecond + 1);
            int owed = random.nextInt(8) == 0 ? random.nextInt(perSecond + 1) : 0;

            assertThat(rate.take(app, background, wanted, owed))
                    .as("turn %d", turn)
                    .isEqualTo(model.take(perSecond, sinceFirst(), background, wanted, owed));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 5_000})
    void processesThatAllWantEverythingGetTheRateTogetherAndNoMore(int perSecond) throws Exception {
        agree(perSecond);
        List<AppShare> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(new AppShare(app, rate, clock, this::nanos));
        }
        int total = 0;
        for (int half = 0; half < 10; half++) {
            int ofHalf = takeEverything(processes);
            assertThat(ofHalf).isEqualTo(portion(perSecond));
            total += ofHalf;
            ring.advance(HALF_SECOND);
        }
        assertThat(total).isEqualTo(5 * perSecond);
    }

    @Test
    void oneProcessAloneReachesTheRate() throws Exception {
        agree(20);
        AppShare alone = new AppShare(app, rate, clock, this::nanos);
        int background = 0;
        int people = 0;
        for (int half = 0; half < 10; half++) {
            background += alone.take(true, 256, 0);
            people += alone.take(false, 256, 0);
            ring.advance(HALF_SECOND);
        }
        assertThat(background).isEqualTo(80);
        assertThat(people).as("a fifth is kept for them").isEqualTo(20);
    }

    @Test
    void whatWasMissedIsNotSavedUp() {
        assertThat(taken(rate.take(app, false, 100_000, 0))).isEqualTo(SETTING / 2);
        ring.advance(Duration.ofHours(1));
        assertThat(taken(rate.take(app, false, 100_000, 0))).isEqualTo(SETTING / 2);
        assertThat(taken(rate.take(app, false, 100_000, 0))).isZero();
    }

    @Test
    void a429HeardByOneProcessBindsAllAndALongerRestStays() throws Exception {
        RingTraffic one = process();
        RingTraffic other = process();
        one.rateLimited(app, Duration.ofMinutes(7));
        one.rateLimited(app, Duration.ofMinutes(3));
        process().rateLimited(app, Duration.ofMinutes(2));
        Instant over = clock.instant().plus(Duration.ofMinutes(7));

        assertThat(other.takeForBackground(app, 10)).isZero();
        assertThat(other.notBefore(app)).isEqualTo(over);
        assertThat(other.restsUntil(app)).isEqualTo(over);
        assertThat(process().awaitForForeground(app, Duration.ofSeconds(5))).isFalse();
        assertThat(process().holdsBack(app, Duration.ofSeconds(5))).hasValue(Duration.ofMinutes(7));
        assertThat(other.agreed(app)).isEqualTo(new AppRate(SETTING, Duration.ofMinutes(7)));

        ring.advance(Duration.ofMinutes(7));
        assertThat(other.takeForBackground(app, 10)).isEqualTo(10);
        assertThat(other.agreed(app)).isEqualTo(new AppRate(SETTING, Duration.ZERO));
    }

    @Test
    void aRestFromAClockThatHasBeenPutBackDoesNotLastForEver() {
        ring.advance(Duration.ofDays(1));
        process().rateLimited(app, Duration.ofMinutes(30));
        clock.set(clock.instant().minus(Duration.ofDays(1)));
        assertThat(process().takeForBackground(app, 10)).isEqualTo(10);
    }

    @Test
    void aCodeIsNeverRefusedAndWhatItTookIsMissingFromTheNextPortion() throws Exception {
        agree(20);
        AppShare share = new AppShare(app, rate, clock, this::nanos);
        assertThat(share.take(true, 256, 0)).isEqualTo(8);
        for (int i = 0; i < 7; i++) {
            share.borrow();
        }
        assertThat(share.take(false, 256, 0))
                .as("the fifth, before the debt is known")
                .isEqualTo(2);
        ring.advance(HALF_SECOND);
        assertThat(share.take(true, 256, 0)).as("seven were borrowed").isEqualTo(3);
        ring.advance(HALF_SECOND);
        assertThat(share.take(true, 256, 0)).isEqualTo(8);
    }

    @Test
    void aDebtOfLongAgoIsForgotten() throws Exception {
        agree(20);
        AppShare share = new AppShare(app, rate, clock, this::nanos);
        share.borrow();
        ring.advance(Duration.ofMinutes(1));
        assertThat(share.take(false, 256, 0)).isEqualTo(10);
        assertThat(taken(rate.take(app, false, 1, 0))).isZero();
        ring.advance(HALF_SECOND);
        assertThat(share.take(false, 256, 0)).isEqualTo(10);
    }

    @Test
    void anAgreedRateGoesBeforeTheSetting() {
        agree(40);
        assertThat(taken(rate.take(app, false, 100_000, 0))).isEqualTo(20);
        assertThat(process().agreed(app).perSecond()).isEqualTo(40);
    }

    @Test
    void oneAppsPermitsAreNotAnothers() {
        PartnerApp other = ring.onboard().app();
        assertThat(taken(rate.take(app, false, 100_000, 0))).isEqualTo(SETTING / 2);
        assertThat(taken(rate.take(other, false, 100_000, 0))).isEqualTo(SETTING / 2);
    }

    @Test
    void withTheDatabaseAwayThereAreNoPermitsButACodeNeedsNone() {
        RingTraffic traffic = process();
        database.refuse(0, 3);
        assertThatThrownBy(() -> traffic.takeForBackground(app, 10))
                .hasMessageContaining("Failed to obtain JDBC Connection");
        assertThatThrownBy(() -> traffic.awaitForForeground(app, Duration.ofSeconds(1)))
                .hasMessageContaining("Failed to obtain JDBC Connection");
        traffic.borrowForCode(app);
        traffic.rateLimited(app, Duration.ofMinutes(1));
        assertThat(database.isWhole()).isTrue();
        assertThat(traffic.notBefore(app)).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));

        ring.advance(Duration.ofMinutes(1));
        assertThat(traffic.takeForBackground(app, 10)).isEqualTo(10);
    }

    @Test
    void whatIsHeldIsUsedBeforeAnythingIsAskedFor() {
        RingTraffic traffic = process();
        assertThat(traffic.takeForBackground(app, 10)).isEqualTo(10);
        assertThat(traffic.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.appId()).isEqualTo(app.appId());
            assertThat(seen.permits()).isEqualTo(10);
            assertThat(seen.refused()).isZero();
            assertThat(seen.breaker()).isEqualTo(BreakerState.CLOSED);
        });
        traffic.giveBack(app, 4);
        assertThat(traffic.seen().getFirst().permits()).isEqualTo(6);
    }

    @Test
    void oneProbeIsOutAtATimeWhoeverAsks() throws Exception {
        RingTraffic traffic = process();
        for (int i = 0; i < 20; i++) {
            traffic.silent(app);
        }
        assertThat(traffic.takeForBackground(app, 10)).isZero();
        assertThat(traffic.restsUntil(app)).isEqualTo(clock.instant().plusSeconds(30));

        clock.set(traffic.restsUntil(app));
        assertThat(traffic.takeForBackground(app, 10)).isEqualTo(1);
        assertThat(traffic.takeForBackground(app, 10)).isZero();
        assertThat(traffic.awaitForForeground(app, Duration.ofSeconds(1))).isFalse();
        traffic.giveBack(app, 1);
        assertThat(traffic.awaitForForeground(app, Duration.ofSeconds(1))).isTrue();
        traffic.answered(app);
        assertThat(traffic.isProbing(app)).isFalse();
    }

    private int takeEverything(List<AppShare> processes) throws Exception {
        List<Callable<Integer>> takers = new ArrayList<>();
        for (AppShare process : processes) {
            takers.add(() -> process.take(true, 10_000, 5_000_000_000L) + process.take(false, 10_000, 5_000_000_000L));
            takers.add(() -> process.take(false, 7, 5_000_000_000L));
        }
        int sum = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> taken : threads.invokeAll(takers)) {
                sum += taken.get();
            }
        }
        return sum;
    }

    private RingTraffic process() {
        return new RingTraffic(rate, clock);
    }

    private void agree(int perSecond) {
        rate.take(app, false, 0, 0);
        transactions.executeWrite(status ->
                jdbc.prepareStatement("UPDATE ring_rate SET agreed_per_second = ? WHERE app_id = ?", update -> {
                    update.setInt(1, perSecond);
                    update.setString(2, app.appId());
                    return update.executeUpdate();
                }));
    }

    /** Of the half second that it is now. */
    private int portion(int perSecond) {
        long half = sinceFirst() / RateModel.HALF_SECOND;
        return (int) (RateModel.first(perSecond, half + 1) - RateModel.first(perSecond, half));
    }

    private long sinceFirst() {
        return ChronoUnit.MICROS.between(FIRST, clock.instant());
    }

    private long nanos() {
        return sinceFirst() * 1000;
    }

    private static int taken(Portion portion) {
        return switch (portion) {
            case Portion.Taken taken -> taken.permits();
            case Portion.Rest rest -> 0;
        };
    }
}
