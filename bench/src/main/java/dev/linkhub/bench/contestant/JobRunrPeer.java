package dev.linkhub.bench.contestant;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.BackgroundJobRequest;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;
import org.jobrunr.storage.sql.mariadb.MariaDbStorageProvider;
import org.jspecify.annotations.Nullable;

/**
 * JobRunr on its MariaDB storage with an enqueued job per grant, as its documentation says: jobs enqueued in bulk as a stream
 * (<a href="https://www.jobrunr.io/en/documentation/background-methods/enqueueing-jobs/">enqueueing</a>), virtual threads, which
 * are its default on this JDK (<a href="https://www.jobrunr.io/en/documentation/configuration/virtual-threads/">virtual
 * threads</a>), as many workers as jobs that may run, and the shortest interval between polls that it takes.
 */
final class JobRunrPeer {

    private static final int CONNECTIONS = 64;
    private static final Duration SHORTEST_POLL_INTERVAL = Duration.ofSeconds(5);

    private static @Nullable GrantWork work;

    private JobRunrPeer() {}

    static void run(Settings settings, Gate gate) throws SQLException {
        HikariDataSource database = settings.pool(CONNECTIONS);
        work = new GrantWork(database, new RingCall(settings.ring(), settings.inFlight()), gate);
        MariaDbStorageProvider storage = new MariaDbStorageProvider(database, DatabaseOptions.CREATE);
        JobRunr.configure().useStorageProvider(storage).initialize();
        BackgroundJobRequest.enqueue(
                DueJobs.read(database, settings.jobs()).stream().map(Refresh::new));
        JobRunr.configure()
                .useStorageProvider(storage)
                .useBackgroundJobServer(BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andWorkerCount(settings.inFlight())
                        .andPollInterval(SHORTEST_POLL_INTERVAL))
                .initialize();
    }

    /** One grant to be refreshed, as it is stored. */
    public record Refresh(String job) implements JobRequest {

        @Override
        public Class<RefreshHandler> getJobRequestHandler() {
            return RefreshHandler.class;
        }
    }

    /** JobRunr makes one for each job. */
    public static final class RefreshHandler implements JobRequestHandler<Refresh> {

        @Override
        public void run(Refresh refresh) {
            GrantWork now = work;
            if (now == null) {
                throw new IllegalStateException("not started");
            }
            now.run(refresh.job());
        }
    }
}
