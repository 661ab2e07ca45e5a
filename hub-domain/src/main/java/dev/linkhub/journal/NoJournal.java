package dev.linkhub.journal;

import dev.linkhub.vault.Secret;
import org.jspecify.annotations.Nullable;

/** Nobody asked for a journal. */
final class NoJournal implements AttemptJournal {

    @Override
    public void sending(Attempt attempt, Secret refreshToken) {}

    @Override
    public void got2xx(Attempt attempt, Secret sent, @Nullable Secret received) {}

    @Override
    public void stored(Attempt attempt, @Nullable Secret received, WrittenBy by) {}
}
