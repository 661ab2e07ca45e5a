package dev.linkhub.refresh;

import dev.linkhub.refresh.LeaseRows.DueGrant;
import dev.linkhub.spool.Leftovers;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Grants for which there are new tokens that the database has not taken. Over that their lease and their quarantine may run
 * out, and then their rows look due: but what they could be sent with is spent.
 */
@Singleton
class UnstoredTokens {

    private final Leftovers leftovers;
    private final Set<String> ours = ConcurrentHashMap.newKeySet();

    UnstoredTokens(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    void add(LeasedGrant grant) {
        ours.add(grant.grantId());
    }

    void remove(LeasedGrant grant) {
        ours.remove(grant.grantId());
    }

    /**
     * Those that may be sent. Their rows are locked, so that whatever is being stored here is either in these rows already or
     * still among ours. What a dead process left could be about any that has been sent before.
     */
    List<DueGrant> leaveOut(List<DueGrant> locked) {
        boolean certainOnly = leftovers.areWaiting();
        return locked.stream()
                .filter(grant -> !ours.contains(grant.grantId()))
                .filter(grant -> !certainOnly || grant.inDoubtSince() == null)
                .toList();
    }
}
