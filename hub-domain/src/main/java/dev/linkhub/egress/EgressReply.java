package dev.linkhub.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an address answered, as a whole. */
public final class EgressReply {

    private final int status;
    private final @Nullable String contentType;
    private final @Nullable String location;
    private final byte[] body;

    EgressReply(int status, @Nullable String contentType, @Nullable String location, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.location = location;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** Whether it is 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The header as it came. */
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    /** Where a redirect, which is not followed, points to. */
    public Optional<String> location() {
        return Optional.ofNullable(location);
    }

    public byte[] bytes() {
        return body.clone();
    }

    /** The body, read as UTF-8. */
    public String text() {
        return new String(body, UTF_8);
    }

    /** Bodies hold tokens. */
    @Override
    public String toString() {
        return "EgressReply[" + status + ", " + body.length + " bytes]";
    }
}
