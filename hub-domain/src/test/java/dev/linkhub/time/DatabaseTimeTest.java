package dev.linkhub.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.testing.HubTest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
class DatabaseTimeTest {

    private static final Instant BEFORE = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant AFTER = BEFORE.plusMillis(80);

    @ParameterizedTest
    @CsvSource({"0, 0", "40, 0", "80, 0", "81, 1", "-1, -1", "3600080, 3600000", "-3600000, -3600000"})
    void aClockIsSetNoFurtherThanItIsKnownToBeWrong(long databaseMillis, long errorMillis) {
        assertThat(DatabaseTime.error(BEFORE, BEFORE.plusMillis(databaseMillis), AFTER))
                .isEqualTo(Duration.ofMillis(errorMillis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1H", "PT-1H"})
    void whateverTheMachinesClockSaysTheHubsIsTheDatabasesFromTheStart(String ahead) throws SQLException {
        try (ApplicationContext hub = start(ahead)) {
            assertTimeIsTheDatabases(hub);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void aClockThatGoesWrongIsSetRightAtTheNextLook(String by) throws SQLException {
        try (ApplicationContext hub = start("PT0S")) {
            hub.getBean(SharedTime.class).correct(Duration.parse(by));
            hub.getBean(DatabaseTime.class).follow();
            assertTimeIsTheDatabases(hub);
        }
    }

    @Test
    void withoutTheDatabaseTimeGoesOn() {
        ApplicationContext hub = start("PT0S");
        DatabaseTime time = hub.getBean(DatabaseTime.class);
        Clock clock = hub.getBean(Clock.class);
        hub.close();

        Instant before = clock.instant();
        time.follow();
        assertThat(clock.instant()).isBetween(before, before.plus(Duration.ofMinutes(1)));
    }

    @Test
    void anotherZoneHasTheSameInstants() {
        try (ApplicationContext hub = start("PT1H")) {
            Clock clock = hub.getBean(Clock.class);
            Clock elsewhere = clock.withZone(ZoneId.of("Europe/Oslo"));
            assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Europe/Oslo"));
            assertThat(elsewhere.instant()).isBetween(clock.instant().minusSeconds(60), clock.instant());
        }
    }

    private static ApplicationContext start(String ahead) {
        Map<String, String> properties = HubTest.properties(TestDatabase.fresh());
        properties.remove("hub.test.clock");
        properties.put("hub.test.clock-ahead", ahead);
        return ApplicationContext.run(Map.copyOf(properties));
    }

    /** Between two answers of the database, and as much around them as a first answer may have taken on a busy machine. */
    private static void assertTimeIsTheDatabases(ApplicationContext hub) throws SQLException {
        Instant before = databaseTime(hub);
        Instant time = hub.getBean(Clock.class).instant();
        Instant after = databaseTime(hub);
        assertThat(time).isBetween(before.minusSeconds(30), after.plusSeconds(30));
    }

    private static Instant databaseTime(ApplicationContext hub) throws SQLException {
        DataSource dataSource = DelegatingDataSource.unwrapDataSource(hub.getBean(DataSource.class));
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }
}
