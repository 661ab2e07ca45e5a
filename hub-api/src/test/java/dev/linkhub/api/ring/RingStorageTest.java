package dev.linkhub.api.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiJourney;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database that fails in a way that nobody foresaw, in a schema of this test's own. */
@Tag("persistence")
@MicronautTest(transactional = false)
class RingStorageTest extends ApiJourney {

    @Inject
    @Property(name = "hub.db.url")
    String url;

    @Inject
    @Property(name = "hub.db.user")
    String user;

    @Inject
    @Property(name = "hub.db.password")
    String password;

    @Test
    void aWebhookThatCannotBeStoredIs503AndIsTakenWhenRingTriesAgain() throws GeneralSecurityException, SQLException {
        Onboarded app = onboard();
        String event = EVENT.formatted("r-again");

        assertUnavailable(without("ring_event", () -> post(webhook(app), event, "X-Signature", signature(app, event))));

        assertThat(post(webhook(app), event, "X-Signature", signature(app, event))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCodeThatCannotBeStoredIs503AndIsTakenWhenItComesAgain() throws GeneralSecurityException, SQLException {
        Onboarded app = onboard();
        assertUnavailable(without("ring_grant", () -> post(tokenExchange(app), "code=comes-again")));

        assertThat(post(tokenExchange(app), "code=comes-again").get("type"))
                .as("asked for at Ring, which does not know it")
                .isEqualTo("code-refused");
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.get("type")).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.text()).doesNotContain("ring_", "SQL", "comes-again");
    }

    private Answer without(String table, Call call) throws GeneralSecurityException, SQLException {
        execute("RENAME TABLE " + table + " TO " + table + "_away");
        try {
            return call.make();
        } finally {
            execute("RENAME TABLE " + table + "_away TO " + table);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Call {
        Answer make() throws GeneralSecurityException;
    }
}
