package dev.linkhub.bench.contestant;

import com.zaxxer.hikari.HikariDataSource;
import dev.linkhub.bench.contestant.GrantTable.Refreshed;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * What this machine, this client and this database give without any hub: pages of due grants in, so many calls in flight, batches
 * of updates out. Nothing is claimed, sealed, recorded or safe.
 */
final class Limit {

    private static final int PAGE = 2_000;
    private static final int LARGEST_BATCH = 500;

    private final Gate gate;
    private final RingCall ring;
    private final GrantWork work;
    private final HikariDataSource database;
    private final Semaphore inFlight;
    private final BlockingQueue<Refreshed> done = new LinkedBlockingQueue<>();

    private Limit(Settings settings, Gate gate) throws SQLException {
        this.gate = gate;
        this.ring = new RingCall(settings.ring(), settings.inFlight());
        this.database = settings.pool(4);
        this.work = new GrantWork(database, ring, gate);
        this.inFlight = new Semaphore(settings.inFlight());
    }

    static void run(Settings settings, Gate gate) throws SQLException, InterruptedException {
        new Limit(settings, gate).run();
    }

    private void run() throws SQLException, InterruptedException {
        Thread.ofPlatform().daemon().name("writer").start(this::write);
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
            for (GrantRow grant : page) {
                inFlight.acquire();
                gate.enter();
                Thread.ofVirtual().start(() -> send(grant));
            }
            tenantId = page.getLast().tenantId();
            grantId = page.getLast().grantId();
        }
    }

    private void send(GrantRow grant) {
        try {
            done.add(new Refreshed(grant, ring.refresh(grant, work.client(grant))));
        } catch (IOException e) {
            gate.leave();
            throw new IllegalStateException("The refresh of " + grant + " failed", e);
        } finally {
            inFlight.release();
        }
    }

    private void write() {
        List<Refreshed> batch = new ArrayList<>();
        while (true) {
            try {
                batch.add(done.take());
                done.drainTo(batch, LARGEST_BATCH - 1);
                try (Connection connection = database.getConnection()) {
                    GrantTable.store(connection, batch);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("A batch could not be written", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            batch.forEach(one -> gate.leave());
            batch.clear();
        }
    }
}
