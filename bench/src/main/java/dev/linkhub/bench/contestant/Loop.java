package dev.linkhub.bench.contestant;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** As Ring's own sample has it: one grant after the other. */
final class Loop {

    private static final int PAGE = 500;

    private Loop() {}

    static void run(Settings settings, Gate gate) throws SQLException {
        HikariDataSource database = settings.pool(2);
        GrantWork work = new GrantWork(database, new RingCall(settings.ring(), settings.inFlight()), gate);
        String tenantId = "";
        String grantId = "";
        while (true) {
            List<GrantRow> page;
            try (Connection connection = database.getConnection()) {
                page = GrantTable.dueAfter(connection, tenantId, grantId, PAGE);
            }
            if (page.isEmpty()) {
                return;
            }
            page.forEach(grant -> work.run(grant.tenantId() + "/" + grant.grantId()));
            tenantId = page.getLast().tenantId();
            grantId = page.getLast().grantId();
        }
    }
}
