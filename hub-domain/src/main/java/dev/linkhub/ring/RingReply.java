package dev.linkhub.ring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happened to one request to Ring, before anyone says what it means. */
sealed interface RingReply {

    /** The request was not written: no connection, or its guard said that it is too late. */
    record NotSent(String why) implements RingReply {}

    /** The request may have been written, and no whole answer came back in time. */
    record Unheard(String why) implements RingReply {}

    /** A whole answer. */
    @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
    record Answered(
            int status,
            byte[] body,
            @Nullable String retryAfter,
            @Nullable String requestId) implements RingReply {

        private static final ObjectMapper JSON = new ObjectMapper();
        private static final Duration WAIT_IF_UNSAID = Duration.ofMinutes(1);
        private static final Duration LONGEST_WAIT = Duration.ofHours(1);

        /** The body as JSON; a missing node where it is none. Ring's proxy answers HTML and empty bodies too. */
        JsonNode json() {
            try {
                JsonNode node = JSON.readTree(body);
                return node == null ? MissingNode.getInstance() : node;
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            } catch (IOException e) {
                throw new IllegalStateException("Reading from memory", e);
            }
        }

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** How long to leave this app's calls be: what Ring says, 1 s to 1 h; 60 s as Ring's sample does if it says nothing. */
        Duration retryAfterOrDefault() {
            if (retryAfter == null) {
                return WAIT_IF_UNSAID;
            }
            try {
                Duration said = Duration.ofSeconds(Math.max(1, Long.parseLong(retryAfter.strip())));
                return said.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : said;
            } catch (NumberFormatException date) {
                return WAIT_IF_UNSAID;
            }
        }

        /** For records and logs: never holds the body, which may hold a secret. */
        String summary() {
            return "Ring answered " + status;
        }
    }
}
