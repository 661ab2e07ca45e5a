package dev.linkhub.journal;

import dev.linkhub.vault.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Told of each step of a refresh before the process goes on, so that after a {@code kill -9} it can be said what had been
 * done with which token. Tokens are named by their SHA-256 only.
 */
public interface AttemptJournal {

    /** The next thing that happens is the write to Ring's socket; or nothing, if it has become too late for that. */
    void sending(Attempt attempt, Secret refreshToken);

    /**
     * Ring has answered 2xx, and nothing of it is stored yet.
     *
     * @param received null if Ring sent no new refresh token
     */
    void got2xx(Attempt attempt, Secret sent, @Nullable Secret received);

    /** The database has what Ring answered, or has said that the grant has moved on. */
    void stored(Attempt attempt, @Nullable Secret received, WrittenBy by);

    /**
     * One refresh of one grant.
     *
     * @param attemptId the claim's; grants that were claimed together share it
     * @param generation of the tokens that are to be replaced
     */
    record Attempt(String attemptId, String grantId, int generation) {}

    /** On which way an answer came into the database. */
    enum WrittenBy {
        WRITE_BACK,
        SPOOL
    }
}
