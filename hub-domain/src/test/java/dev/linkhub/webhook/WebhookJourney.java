package dev.linkhub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.InterruptibleDatabase;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.webhook.RingWebhooks.Answer;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** An app whose webhooks come in, and what became of them. */
abstract class WebhookJourney extends JourneyTest {

    static final String ACCOUNT = "ava1.ring.account.NOBODYS";

    @Inject
    RingWebhooks webhooks;

    @Inject
    EventRows rows;

    @Inject
    PartnerApps apps;

    @Inject
    InterruptibleDatabase database;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    Onboarded app;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("hub.test.pool", "interruptible");
        return properties;
    }

    @BeforeEach
    void anApp() {
        app = ring.onboard();
    }

    /** By something that leaves nothing to be done in the background. */
    final void verified() {
        byte[] body = "not json".getBytes(UTF_8);
        assertThat(receive(body, SignedBody.signature(app, body))).isEqualTo(Answer.NOT_JSON);
    }

    final Answer receive(byte[] body, @Nullable String signature) {
        return webhooks.receive(endpoint(), body, signature);
    }

    /** As each call finds it. */
    final AppEndpoint endpoint() {
        return new AppEndpoint(apps.get(app.tenant().scope(), app.app().appId()), Environment.PRODUCTION);
    }

    final byte[] removal(String requestId) {
        return SignedBody.event(requestId, ACCOUNT, "app_integration_removed", clock.instant());
    }

    final @Nullable RingEvent find(String requestId) {
        return rows.find(app.tenant().tenantId(), app.app().appId(), requestId).orElse(null);
    }

    final List<byte[]> bodies(TenantScope tenant, String appId) {
        return transactions.executeRead(status ->
                jdbc.prepareStatement("SELECT body FROM ring_event WHERE tenant_id = ? AND app_id = ?", statement -> {
                    statement.setString(1, tenant.tenantId());
                    statement.setString(2, appId);
                    List<byte[]> bodies = new ArrayList<>();
                    try (ResultSet found = statement.executeQuery()) {
                        while (found.next()) {
                            bodies.add(found.getBytes(1));
                        }
                    }
                    return bodies;
                }));
    }

    final int count(String sql, String argument) {
        return transactions.executeRead(status -> jdbc.prepareStatement(sql, statement -> {
            statement.setString(1, argument);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }));
    }
}
