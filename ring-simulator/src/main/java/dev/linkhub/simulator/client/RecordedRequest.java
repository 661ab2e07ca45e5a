package dev.linkhub.simulator.client;

import dev.linkhub.simulator.trace.Exchange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call in one of the two directions; credentials are shown as {@code sha256:} and 16 digits. {@code status} is null
 * where no answer was given or came.
 */
public record RecordedRequest(
        long id,
        Instant at,
        Exchange.Direction direction,
        String endpoint,
        @Nullable String app,
        @Nullable String account,
        @Nullable String installation,
        String method,
        String url,
        Map<String, String> requestHeaders,
        String requestBody,
        @Nullable Integer status,
        Map<String, String> responseHeaders,
        String responseBody,
        long durationMs,
        @Nullable String error,
        List<String> remarks) {}
