package dev.linkhub.process;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.EmbeddedApplication;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a process has opened, in this order, and what {@code SIGTERM} or Ctrl-C closes in the other. First of all, requests that
 * are under way are answered and no more are taken.
 */
public final class Lifetime {

    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(15);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    public Lifetime() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "hub-stop"));
    }

    /** Remembers what has to be closed. */
    public synchronized <T extends AutoCloseable> T opened(T thing) {
        opened.push(thing);
        return thing;
    }

    /** Starts the application with these properties and returns once requests are answered. */
    public ApplicationContext start(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(defaults());
        all.putAll(properties);
        ApplicationContext application = opened(ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(all)
                .banner(false)
                .build());
        application.start();
        EmbeddedApplication<?> server = application.getBean(EmbeddedApplication.class);
        server.start();
        opened((AutoCloseable) server::stop);
        opened((AutoCloseable) () -> drain(application));
        return application;
    }

    /** Returns when everything has been closed. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    private static void drain(ApplicationContext application) throws Exception {
        application
                .getBean(GracefulShutdownManager.class)
                .shutdownGracefully()
                .toCompletableFuture()
                .get(DRAIN_WITHIN.toSeconds(), TimeUnit.SECONDS);
    }

    private synchronized void stop() {
        for (AutoCloseable thing : opened) {
            try {
                thing.close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e);
            }
        }
        stopped.countDown();
    }

    private static Map<String, Object> defaults() {
        Properties read = new Properties();
        try (InputStream file = Lifetime.class.getResourceAsStream("process.properties")) {
            read.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Object> all = new HashMap<>();
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        return all;
    }
}
