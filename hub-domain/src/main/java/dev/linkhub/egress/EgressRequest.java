package dev.linkhub.egress;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to send to an address that a tenant chose.
 *
 * @param body what to post, in UTF-8; nothing makes it a GET
 * @param largest bytes of an answer, at most
 * @param within how long the whole may take
 */
public record EgressRequest(
        URI address, Map<String, String> headers, @Nullable String body, int largest, Duration within) {

    public EgressRequest {
        headers = Map.copyOf(headers);
    }

    /** A GET. */
    public static EgressRequest get(URI address, int largest, Duration within) {
        return new EgressRequest(address, Map.of(), null, largest, within);
    }

    /** A POST. */
    public static EgressRequest post(URI address, String body, int largest, Duration within) {
        return new EgressRequest(address, Map.of(), body, largest, within);
    }

    /** The same with a header. */
    public EgressRequest header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new EgressRequest(address, more, body, largest, within);
    }

    /** Headers and bodies hold secrets. */
    @Override
    public String toString() {
        return "EgressRequest[" + (body == null ? "GET " : "POST ") + address.getHost() + "]";
    }
}
