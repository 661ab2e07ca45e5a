package dev.linkhub.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.BeanProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpositionTest {

    private static final int SECONDS_OF_A_RANKING = 600;

    private final BusiestApps apps = new BusiestApps();
    private final AppMeters meters = new AppMeters(apps);
    private final AppCounter counter = meters.counter("tries", "", "outcome", List.of("good"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Stream<Measured> measured = Stream.of();

    private final Exposition exposition = new Exposition(() -> meters, () -> apps, new BeanProvider<>() {
        @Override
        public Measured get() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Stream<Measured> stream() {
            return measured;
        }
    });

    @BeforeEach
    void bind() {
        exposition.bindTo(registry);
    }

    @AfterEach
    void close() {
        exposition.close();
    }

    @Test
    void whatCannotBeReadKeepsNobodyElseFromBeingReadAndShown() {
        Measured broken = () -> {
            throw new UncheckedIOException(new IOException("the folder cannot be listed"));
        };
        measured = Stream.of(broken, () -> counter.increment(app(1), "good"), broken);
        apps.busy(app(1));
        apps.name(app(1), Optional.of("t/1"));

        exposition.update();
        assertThat(registry.get("tries").tag("app", "t/1").functionCounter().count())
                .isEqualTo(1);
    }

    @Test
    void aReadingThatFailsAsAWholeIsFollowedByTheNext() {
        measured = Stream.of(() -> {}, () -> {});
        assertThat(measured.count()).isEqualTo(2);
        exposition.update();
        assertThat(registry.getMeters()).as("a stream serves once").isEmpty();

        measured = Stream.of();
        exposition.update();
        assertThat(registry.getMeters()).isNotEmpty();
    }

    @Test
    void theBusiestAreRankedAnewEveryTenMinutes() {
        for (int i = 1; i <= BusiestApps.NAMED; i++) {
            counter.increment(app(i), "good");
        }
        for (int i = 0; i < BusiestApps.NAMED; i++) {
            counter.increment(app(51), "good");
        }
        nameAll();

        for (int i = 1; i < SECONDS_OF_A_RANKING; i++) {
            update();
        }
        assertThat(apps.lines()).doesNotContainKey("t/51");
        update();
        nameAll();
        assertThat(apps.lines()).containsKey("t/51");
    }

    private void update() {
        measured = Stream.of();
        exposition.update();
    }

    private void nameAll() {
        apps.nameless()
                .forEach(app -> apps.name(app, Optional.of("t/" + app.appId().substring(4))));
    }

    private static AppKey app(int number) {
        return new AppKey("t", "app_" + number);
    }
}
