package dev.linkhub.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.util.function.Function;

/** A registry of its own for a context that has none, brought up to date when asked. */
public final class AppMetersFixture {

    private final MeterRegistry registry;
    private final Runnable update;

    private AppMetersFixture(MeterRegistry registry, Runnable update) {
        this.registry = registry;
        this.update = update;
    }

    /** Of a whole context. One for each: the lines are told to the first registry. */
    public static AppMetersFixture of(ApplicationContext hub) {
        MeterRegistry registry = new SimpleMeterRegistry();
        return new AppMetersFixture(registry, () -> {
            hub.getBeansOfType(Measured.class).forEach(Measured::read);
            hub.getBean(AppNames.class).lookUp();
            hub.getBean(AppMeters.class).show(registry);
        });
    }

    /** Of one of those that measure, and nobody who looks up names. */
    public static AppMetersFixture alone(Function<AppMeters, Measured> measured) {
        MeterRegistry registry = new SimpleMeterRegistry();
        AppMeters meters = new AppMeters(new BusiestApps());
        Measured one = measured.apply(meters);
        return new AppMetersFixture(registry, () -> {
            one.read();
            meters.show(registry);
        });
    }

    /** As the threads of a process do. */
    public void update() {
        update.run();
    }

    public double count(String name, String app, String label, String value) {
        update();
        return registry.get(name)
                .tag("app", app)
                .tag(label, value)
                .functionCounter()
                .count();
    }

    public double gauge(String name, String app) {
        return registry.get(name).tag("app", app).gauge().value();
    }

    public boolean isShown(String name) {
        return !registry.find(name).meters().isEmpty();
    }
}
