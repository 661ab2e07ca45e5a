package dev.linkhub.api.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.health.HealthCount;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * How links are doing.
 *
 * @param links all of them
 * @param expiring those whose refresh token has less than 72 hours to live
 * @param counts by app, environment, state, health and reason
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record HealthView(long links, long expiring, List<CountView> counts) {

    static HealthView from(List<HealthCount> counts) {
        return new HealthView(
                counts.stream().mapToLong(HealthCount::links).sum(),
                counts.stream().mapToLong(HealthCount::expiring).sum(),
                counts.stream().map(CountView::from).toList());
    }
}
