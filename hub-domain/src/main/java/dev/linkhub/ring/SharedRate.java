package dev.linkhub.ring;

import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.ring.RateRows.Standing;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * An app's rate as all processes share it: table {@code ring_rate}. Between any two moments a second apart lie at most three
 * half seconds of the database's clock, so at most the rate and one portion are handed out in any second; two portions more for each
 * step of that clock, and what codes have borrowed.
 */
@Singleton
class SharedRate {

    private static final long ANSWER_PERMITS = 1_000_000;
    private static final long ANSWER_HALF_SECOND = 10_000 * ANSWER_PERMITS;
    private static final int NANOS_PER_MICRO = 1_000;

    private final RateRows rows;
    private final JdbcOperations jdbc;
    private final RingSettings settings;

    SharedRate(RateRows rows, JdbcOperations jdbc, RingSettings settings) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * Takes permits of the current half second.
     *
     * @param background whether the fifth that is kept for people is out of reach
     * @param owed how many permits codes have borrowed; they are missing from this half second or the next ones, 5 s at most
     */
    @Transactional
    Portion take(PartnerApp app, boolean background, int wanted, int owed) {
        while (true) {
            OptionalLong answer = answer(app, background, wanted, owed);
            if (answer.isPresent()) {
                return taken(answer.getAsLong());
            }
            Optional<Standing> standing = rows.standing(app.tenantId(), app.appId());
            Long rest = standing.map(Standing::microsToRest).orElse(null);
            if (rest != null && rest > 0) {
                return new Portion.Rest(Duration.of(rest, ChronoUnit.MICROS));
            }
            if (standing.isEmpty()) {
                rows.create(app.tenantId(), app.appId());
            }
        }
    }

    /** Has all processes leave the app be. A rest that is longer already stays. */
    @Transactional
    void rest(PartnerApp app, Duration retryAfter) {
        rows.rest(app.tenantId(), app.appId(), TimeUnit.MICROSECONDS.convert(retryAfter));
    }

    /** The app's rate, and how long Ring wants it to be left alone; zero if it does not. */
    AppRate standing(PartnerApp app) {
        Optional<Standing> standing = rows.standing(app.tenantId(), app.appId());
        Integer agreed = standing.map(Standing::agreedPerSecond).orElse(null);
        long rest = Math.max(0, standing.map(Standing::microsToRest).orElse(0L));
        return new AppRate(agreed == null ? settings.ratePerApp() : agreed, Duration.of(rest, ChronoUnit.MICROS));
    }

    void delete(PartnerApp app) {
        rows.delete(app.tenantId(), app.appId());
    }

    /**
     * One statement, so that nobody comes between. Both servers assign from left to right, each with what stands left of it, and
     * hand {@code LAST_INSERT_ID} back with their acknowledgement. An {@code all_to} that lies further ahead than a debt may
     * is one from before the clock was put back or the rate lowered. So is a rest longer than the longest that is ever asked for.
     */
    private static final String TAKE = """
            UPDATE ring_rate
               SET per_second = COALESCE(agreed_per_second, ?),
                   at_micros = TIMESTAMPDIFF(MICROSECOND, '2020-01-01', UTC_TIMESTAMP(6)),
                   portion_from = (at_micros DIV 500000) * per_second DIV 2,
                   portion_end = (at_micros DIV 500000 + 1) * per_second DIV 2,
                   all_from = IF(all_to BETWEEN portion_from AND portion_end + 5 * per_second, all_to, portion_from),
                   background_from = IF(background_to BETWEEN portion_from * 4 DIV 5 AND portion_end * 4 DIV 5,
                                        background_to, portion_from * 4 DIV 5),
                   answer = LAST_INSERT_ID(
                       ((at_micros DIV 500000) MOD 1024 * 10000
                        + GREATEST(0, LEAST(?, portion_end - all_from,
                                            IF(?, portion_end * 4 DIV 5 - background_from, portion_end - all_from))))
                       * 1000000 + 500000 - at_micros MOD 500000),
                   all_to = LEAST(all_from + answer DIV 1000000 MOD 10000 + ?, portion_end + 5 * per_second),
                   background_to = background_from + IF(?, answer DIV 1000000 MOD 10000, 0)
             WHERE tenant_id = ? AND app_id = ?
               AND (not_before IS NULL OR not_before <= UTC_TIMESTAMP(6) OR not_before > UTC_TIMESTAMP(6) + INTERVAL 1 HOUR)
            """;

    /** Empty if there is no row, or if it is at rest. */
    private OptionalLong answer(PartnerApp app, boolean background, int wanted, int owed) {
        return jdbc.execute(connection -> {
            try (PreparedStatement take = connection.prepareStatement(TAKE, Statement.RETURN_GENERATED_KEYS)) {
                take.setInt(1, settings.ratePerApp());
                take.setInt(2, wanted);
                take.setBoolean(3, background);
                take.setInt(4, owed);
                take.setBoolean(5, background);
                take.setString(6, app.tenantId());
                take.setString(7, app.appId());
                return take.executeUpdate() == 0 ? OptionalLong.empty() : OptionalLong.of(key(take));
            }
        });
    }

    private static long key(PreparedStatement take) throws SQLException {
        try (ResultSet keys = take.getGeneratedKeys()) {
            if (!keys.next()) {
                throw new SQLException("The database did not hand back what was taken");
            }
            return keys.getLong(1);
        }
    }

    private static Portion taken(long answer) {
        return new Portion.Taken(
                (int) (answer / ANSWER_HALF_SECOND),
                (int) (answer % ANSWER_HALF_SECOND / ANSWER_PERMITS),
                answer % ANSWER_PERMITS * NANOS_PER_MICRO);
    }
}
