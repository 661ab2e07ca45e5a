package dev.linkhub.refresh;

import dev.linkhub.grant.AccessToken;
import dev.linkhub.grant.UnhealthyReason;
import java.time.Duration;

/** Whether a grant's stored access token will do. */
public sealed interface Freshness {

    /** It will. */
    record Fresh(AccessToken token) implements Freshness {}

    /** It cannot be refreshed any more, or is gone, perhaps at this moment; the household has to reconnect. */
    record Unhealthy(UnhealthyReason reason) implements Freshness {}

    /** Not now: Ring cannot be reached, the app is paused, or the grant rests in quarantine. */
    record Unavailable(Duration retryAfter) implements Freshness {}
}
