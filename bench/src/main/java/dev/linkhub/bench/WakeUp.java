package dev.linkhub.bench;

import dev.linkhub.bench.stage.Database;
import dev.linkhub.bench.stage.Fleet;
import dev.linkhub.bench.stage.FleetYard;

/** Makes grants due by SQL, and has the workers look: as if their time had come by itself. */
final class WakeUp {

    private final FleetYard yard;
    private final Database database;

    WakeUp(FleetYard yard, Database database) {
        this.yard = yard;
        this.database = database;
    }

    /** All of them within the same second, in an order that is not the primary key's. Returns how many. */
    int due(Fleet fleet) {
        int due = database.run("""
                UPDATE ring_grant
                   SET due_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND + INTERVAL CRC32(grant_id) %% 900000 MICROSECOND
                 WHERE tenant_id IN (%s) AND claim_id IS NULL
                """.formatted(fleet.tenantsForSql()));
        look(fleet);
        return due;
    }

    /** None of them before a day has passed. */
    void notDue(Fleet fleet) {
        database.run("""
                UPDATE ring_grant SET due_at = UTC_TIMESTAMP(6) + INTERVAL 1 DAY
                 WHERE tenant_id IN (%s) AND claim_id IS NULL
                """.formatted(fleet.tenantsForSql()));
    }

    /** Brings the lanes' next look forward to now. */
    void look(Fleet fleet) {
        yard.wake(fleet);
    }
}
