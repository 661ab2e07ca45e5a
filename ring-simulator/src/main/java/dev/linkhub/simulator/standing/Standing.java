package dev.linkhub.simulator.standing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a Webhook URL stands with Ring: {@code refusals} in a row of late, and since when it is disabled, if it is. */
public record Standing(int refusals, @Nullable Instant disabledAt) {

    static final Standing GOOD = new Standing(0, null);

    public boolean isDisabled() {
        return disabledAt != null;
    }
}
