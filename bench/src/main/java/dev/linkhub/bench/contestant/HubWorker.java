package dev.linkhub.bench.contestant;

import io.micronaut.context.ApplicationContext;

/** The hub's worker and nothing else of the hub; it is on the class path, and starts with the context. */
final class HubWorker {

    private HubWorker() {}

    static void run() throws InterruptedException {
        ApplicationContext hub = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .build();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(hub::close));
        hub.start();
        Thread.currentThread().join();
    }
}
