package dev.linkhub.bench.contestant;

import com.zaxxer.hikari.HikariDataSource;
import dev.linkhub.bench.contestant.RingCall.Tokens;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How fast the simulator can be called at all: each of so many threads refreshes one grant over and over and stores it once. */
final class Ceiling {

    private Ceiling() {}

    static void run(Settings settings, Gate gate) throws SQLException {
        HikariDataSource database = settings.pool(4);
        RingCall ring = new RingCall(settings.ring(), settings.inFlight());
        GrantWork work = new GrantWork(database, ring, gate);
        List<GrantRow> grants;
        try (Connection connection = database.getConnection()) {
            grants = GrantTable.dueAfter(connection, "", "", settings.inFlight());
        }
        for (GrantRow grant : grants) {
            Thread.ofVirtual().start(() -> spin(grant, work.client(grant), ring, gate));
        }
    }

    private static void spin(GrantRow first, ClientCredentials client, RingCall ring, Gate gate) {
        GrantRow now = first;
        while (true) {
            gate.enter();
            try {
                Tokens tokens = ring.refresh(now, client);
                now = new GrantRow(now.tenantId(), now.grantId(), now.appId(), now.generation(), tokens.refreshToken());
            } catch (IOException e) {
                throw new IllegalStateException("The refresh of " + now + " failed", e);
            } finally {
                gate.leave();
            }
        }
    }
}
