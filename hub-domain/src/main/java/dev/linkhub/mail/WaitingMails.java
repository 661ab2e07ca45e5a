package dev.linkhub.mail;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How many mails wait to be sent, as this process last saw it. Nobody who asks waits for the database: {@link #look} looks. */
@Singleton
public class WaitingMails {

    static final int MOST_COUNTED = 1_000;

    private static final long KNOWN_FOR_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final OutgoingRows rows;
    private final LongSupplier nanoTime;
    private volatile @Nullable Seen seen;

    @Inject
    WaitingMails(OutgoingRows rows) {
        this(rows, System::nanoTime);
    }

    WaitingMails(OutgoingRows rows, LongSupplier nanoTime) {
        this.rows = rows;
        this.nanoTime = nanoTime;
    }

    /** Looks at those of all tenants, at 1,000 of them at most. */
    public void look() {
        OutgoingRows.Waiting now = rows.waiting(MOST_COUNTED);
        long oldestMicros = Math.max(0, now.oldestMicros());
        seen = new Seen(now.mails(), Duration.of(oldestMicros, ChronoUnit.MICROS), nanoTime.getAsLong());
    }

    /** What was seen; empty if that is longer ago than a minute. */
    Optional<Seen> seen() {
        return Optional.ofNullable(seen).filter(last -> nanoTime.getAsLong() - last.atNanos() <= KNOWN_FOR_NANOS);
    }

    /**
     * What waits.
     *
     * @param mails {@value #MOST_COUNTED} where there are more
     * @param oldest for how long the first has waited; zero if there is none
     */
    record Seen(int mails, Duration oldest, long atNanos) {}
}
