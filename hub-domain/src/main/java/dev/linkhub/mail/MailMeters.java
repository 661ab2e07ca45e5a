package dev.linkhub.mail;

import dev.linkhub.measure.Measured;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The mails that wait, as metrics. While the database is away nothing is known, and after a minute they are no number. */
@Singleton
class MailMeters implements MeterBinder, Measured {

    private final BeanProvider<WaitingMails> mails;
    private volatile Optional<WaitingMails.Seen> seen = Optional.empty();

    MailMeters(BeanProvider<WaitingMails> mails) {
        this.mails = mails;
    }

    @Override
    public void read() {
        seen = mails.get().seen();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "hub.mail.waiting", "Mails that wait to be sent", WaitingMails.Seen::mails);
        gauge(
                registry,
                "hub.mail.oldest.waiting.seconds",
                "How long the first of the mails has waited to be sent",
                now -> now.oldest().toMillis() / 1_000.0);
    }

    private void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<WaitingMails.Seen> value) {
        Gauge.builder(
                        name,
                        this,
                        meters -> meters.seen.map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .register(registry);
    }
}
