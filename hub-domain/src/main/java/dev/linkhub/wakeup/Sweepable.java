package dev.linkhub.wakeup;

import dev.linkhub.tenant.TenantScope;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps things for a tenant that outlive their use. Whoever makes one asks for a sweep first: {@link WakeUps#sweepIn}. */
public interface Sweepable {

    /**
     * Drops what has outlived its use, or a part of it if there is much.
     *
     * @return when to come back: at once if there is more, else when the next thing has outlived its use; empty when nothing is
     *     kept
     */
    Optional<Instant> sweep(TenantScope tenant);

    /** When to come back for two kinds of things; empty when neither is kept. */
    static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
