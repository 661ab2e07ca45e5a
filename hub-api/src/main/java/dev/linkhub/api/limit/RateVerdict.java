package dev.linkhub.api.limit;

import dev.linkhub.api.problem.Refused;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * Whether a request is within its rate, and what its answer says of it.
 *
 * @param policy the value of {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers)
 * @param state the value of {@code RateLimit}
 * @param retryAfter seconds, where it is not within its rate
 */
public record RateVerdict(boolean allowed, String policy, String state, long retryAfter) {

    /**
     * Lets a request pass that is within its rate.
     *
     * @throws Refused for one that is not, with status 429
     */
    public void require() {
        if (!allowed) {
            throw Refused.tooManyRequests(
                    "Wait for the seconds in Retry-After, and keep to the RateLimit headers.",
                    Duration.ofSeconds(retryAfter),
                    headers());
        }
    }

    /**
     * Lets a request pass that is within its rate. For callers that take a 4xx as final and never come again.
     *
     * @throws Refused for one that is not, with status 503
     */
    public void requireOrLater() {
        if (!allowed) {
            throw Refused.unavailable(
                    "Send it again after the seconds in Retry-After.", Duration.ofSeconds(retryAfter), headers());
        }
    }

    /** Adds what the caller can see its rate by. */
    public void describe(MutableHttpResponse<?> response) {
        headers().forEach(response::header);
    }

    private Map<String, String> headers() {
        return Map.of("RateLimit-Policy", policy, "RateLimit", state);
    }
}
