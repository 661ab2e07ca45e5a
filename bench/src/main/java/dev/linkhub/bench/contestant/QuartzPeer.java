package dev.linkhub.bench.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Quartz on its JDBC store with a trigger per grant, as its
 * <a href="https://www.quartz-scheduler.org/documentation/quartz-2.3.0/configuration/">configuration reference</a> and its
 * <a href="https://www.quartz-scheduler.org/documentation/2.3.1-SNAPSHOT/best-practices.html">best practices</a> say: clustered,
 * triggers acquired in batches within the lock, a thread per job that may run and three connections more than threads, and
 * nothing written into its tables but by its API.
 */
final class QuartzPeer {

    private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_mysql_innodb.sql";
    private static final int CONNECTIONS = 20;
    private static final int SCHEDULED_AT_ONCE = 2_000;
    private static final String WORK = "work";

    private QuartzPeer() {}

    static void run(Settings settings, Gate gate) throws SQLException, SchedulerException, IOException {
        HikariDataSource database = settings.pool(CONNECTIONS);
        GrantWork work = new GrantWork(database, new RingCall(settings.ring(), settings.inFlight()), gate);
        createTables(database);
        Scheduler scheduler = new StdSchedulerFactory(properties(settings)).getScheduler();
        scheduler.getContext().put(WORK, work);
        JobDetail job = JobBuilder.newJob(Refresh.class)
                .withIdentity("refresh")
                .storeDurably()
                .build();
        List<String> due = DueJobs.read(database, settings.jobs());
        for (int from = 0; from < due.size(); from += SCHEDULED_AT_ONCE) {
            Set<Trigger> triggers = due.subList(from, Math.min(due.size(), from + SCHEDULED_AT_ONCE)).stream()
                    .map(one -> TriggerBuilder.newTrigger()
                            .forJob(job)
                            .withIdentity(one)
                            .startNow()
                            .build())
                    .collect(Collectors.toSet());
            scheduler.scheduleJobs(Map.of(job, triggers), true);
        }
        scheduler.start();
    }

    /** One firing of a trigger that is named as its grant. */
    public static final class Refresh implements Job {

        @Override
        public void execute(JobExecutionContext context) {
            try {
                GrantWork work = Objects.requireNonNull(
                        (GrantWork) context.getScheduler().getContext().get(WORK));
                work.run(context.getTrigger().getKey().getName());
            } catch (SchedulerException e) {
                throw new IllegalStateException("Quartz has lost its context", e);
            }
        }
    }

    private static Properties properties(Settings settings) {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "bench");
        properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty(
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", Integer.toString(settings.inFlight()));
        properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.setProperty("org.quartz.threadPool.threadCount", Integer.toString(settings.inFlight()));
        properties.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        properties.setProperty(
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate");
        properties.setProperty("org.quartz.jobStore.dataSource", "bench");
        properties.setProperty("org.quartz.jobStore.tablePrefix", "QRTZ_");
        properties.setProperty("org.quartz.jobStore.isClustered", "true");
        properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
        properties.setProperty("org.quartz.jobStore.useProperties", "true");
        properties.setProperty("org.quartz.dataSource.bench.provider", "hikaricp");
        properties.setProperty("org.quartz.dataSource.bench.driver", "com.mysql.cj.jdbc.Driver");
        properties.setProperty("org.quartz.dataSource.bench.URL", settings.databaseUrl());
        properties.setProperty("org.quartz.dataSource.bench.user", settings.databaseUser());
        properties.setProperty("org.quartz.dataSource.bench.password", settings.databasePassword());
        properties.setProperty("org.quartz.dataSource.bench.maxConnections", Integer.toString(settings.inFlight() + 3));
        return properties;
    }

    private static void createTables(HikariDataSource database) throws SQLException, IOException {
        String script;
        try (InputStream tables = QuartzPeer.class.getResourceAsStream(TABLES)) {
            if (tables == null) {
                throw new IllegalStateException("Quartz no longer brings " + TABLES);
            }
            script = new String(tables.readAllBytes(), UTF_8);
        }
        String statements = script.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements.split(";", -1)) {
                if (!one.isBlank() && !one.strip().equalsIgnoreCase("commit")) {
                    statement.execute(one);
                }
            }
        }
    }
}
