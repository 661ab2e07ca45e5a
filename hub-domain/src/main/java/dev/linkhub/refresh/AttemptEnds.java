package dev.linkhub.refresh;

import dev.linkhub.refresh.WriteBackRows.LockedGrant;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes a batch of attempts' ends in a handful of statements. The rows are locked and read first: what applies is decided
 * by what stands there, since a batch does not say which of its rows it changed.
 */
@Singleton
class AttemptEnds {

    private final WriteBackRows rows;
    private final EndedBatches batches;

    AttemptEnds(WriteBackRows rows, EndedBatches batches) {
        this.rows = rows;
        this.batches = batches;
    }

    /** In one transaction; for each grant in the order given. */
    @Transactional
    void write(List<EndedAttempt> ends) {
        List<EndedAttempt> left = ends;
        while (!left.isEmpty()) {
            // One end of a grant at a time: the next is judged by what this one leaves behind.
            Set<String> grants = new HashSet<>();
            List<EndedAttempt> round = new ArrayList<>();
            List<EndedAttempt> later = new ArrayList<>();
            left.forEach(ended -> (grants.add(ended.grantId()) ? round : later).add(ended));
            writeRound(round);
            left = later;
        }
    }

    private void writeRound(List<EndedAttempt> round) {
        Map<String, LockedGrant> locked = lock(round);
        EndedBatch batch = batches.begin();
        for (EndedAttempt ended : round) {
            batch.add(ended, locked.get(ended.grantId()));
        }
        batch.write();
    }

    private Map<String, LockedGrant> lock(List<EndedAttempt> round) {
        TreeMap<String, List<String>> byTenant = new TreeMap<>();
        for (EndedAttempt ended : round) {
            byTenant.computeIfAbsent(ended.tenantId(), tenant -> new ArrayList<>())
                    .add(ended.grantId());
        }
        Map<String, LockedGrant> locked = new HashMap<>();
        byTenant.forEach((tenantId, grantIds) ->
                rows.lock(tenantId, grantIds).forEach(grant -> locked.put(grant.grantId(), grant)));
        return locked;
    }
}
