package dev.linkhub.repair;

import dev.linkhub.linking.Disconnection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a repair has come. Ring cannot be asked ({@code ring-contract.md} §7), so each step counts as done when the hub has
 * heard of it.
 *
 * @param removedAt when Ring told of the removal; null if it has not
 * @param reconnectedAt when Ring's code for the same account came; null if none has, or another account's
 * @param isSignedIn whether the household has claimed it, and Ring is being told
 * @param disconnection the household's own end of the link, if that is why it does not work
 */
public record RepairProgress(
        RepairKind kind,
        @Nullable Instant removedAt,
        @Nullable Instant reconnectedAt,
        boolean isSignedIn,
        @Nullable Disconnection disconnection) {

    static RepairProgress none() {
        return new RepairProgress(RepairKind.NONE, null, null, false, null);
    }

    /** Whether the app is out of Ring's list: Ring gives no new code before that. */
    public boolean isRemoved() {
        return removedAt != null || isReconnected();
    }

    /** Whether Ring has given a new permission. */
    public boolean isReconnected() {
        return reconnectedAt != null || isSignedIn;
    }
}
