package dev.linkhub.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passwords under Argon2id with the parameters of OWASP's Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane). Each
 * computation takes 19 MiB, so only a few run at a time; whoever cannot get a turn soon is told so.
 */
@Singleton
public class Passwords {

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2ID =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final int MOST_AT_ONCE = 8;

    private final Semaphore turns =
            new Semaphore(Math.clamp(Runtime.getRuntime().availableProcessors(), 2, MOST_AT_ONCE), true);
    private final String nobodys = compute(Secret.of("the password of an account that does not exist"));

    /**
     * What to store for a password.
     *
     * @return the PHC string {@code $argon2id$v=19$m=19456,t=2,p=1$…}; empty if there was no turn within 3 s
     */
    public Optional<String> hash(Secret password) {
        return inTurn(() -> compute(password));
    }

    /**
     * Whether this is the password that was stored. Takes as long where nothing was stored.
     *
     * @param stored what {@link #hash} gave, or null where there is no such account: then the answer is no
     * @return empty if there was no turn within 3 s
     */
    public Optional<Boolean> matches(Secret password, @Nullable String stored) {
        String hash = stored == null ? nobodys : stored;
        return inTurn(() -> ARGON2ID.check(bytes(password), hash.getBytes(UTF_8)) && stored != null);
    }

    /** Whether a password is just this text, in whatever case: nobody should take their own name for one. */
    public boolean isJust(Secret password, String text) {
        return password.reveal().strip().equalsIgnoreCase(text);
    }

    private static String compute(Secret password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return ARGON2ID.hash(bytes(password), salt).getResult();
    }

    /** Composed, so that the same letters typed on another keyboard are the same bytes (RFC 8265 §4.2). */
    private static byte[] bytes(Secret password) {
        return Normalizer.normalize(password.reveal(), Normalizer.Form.NFC).getBytes(UTF_8);
    }

    private <T> Optional<T> inTurn(Supplier<T> computation) {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(computation.get());
        } finally {
            turns.release();
        }
    }
}
