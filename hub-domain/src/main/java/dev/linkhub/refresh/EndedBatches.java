package dev.linkhub.refresh;

import dev.linkhub.grant.GrantSettings;
import dev.linkhub.grant.TokenSeals;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What a batch of ends needs to become rows. */
@Singleton
class EndedBatches {

    private final EndedTables tables;
    private final TokenSeals seals;
    private final GrantSettings settings;
    private final Verdicts verdicts;
    private final Clock clock;
    private final ApplicationEventPublisher<Object> events;

    EndedBatches(
            EndedTables tables,
            TokenSeals seals,
            GrantSettings settings,
            Verdicts verdicts,
            Clock clock,
            ApplicationEventPublisher<Object> events) {
        this.tables = tables;
        this.seals = seals;
        this.settings = settings;
        this.verdicts = verdicts;
        this.clock = clock;
        this.events = events;
    }

    /** An empty one, for the caller's transaction. */
    EndedBatch begin() {
        return new EndedBatch(this, clock.instant());
    }

    EndedTables tables() {
        return tables;
    }

    TokenSeals seals() {
        return seals;
    }

    GrantSettings settings() {
        return settings;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    void publish(Object event) {
        events.publishEvent(event);
    }
}
