package dev.linkhub.web.browser;

import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What rates are measured by. */
@Factory
final class RateTime {

    @Singleton
    TimeMeter monotonic() {
        return TimeMeter.SYSTEM_NANOTIME;
    }
}
