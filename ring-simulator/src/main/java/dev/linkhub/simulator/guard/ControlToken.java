package dev.linkhub.simulator.guard;

import dev.linkhub.simulator.secret.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/** What opens the control API and the pages to whoever has it. */
public final class ControlToken {

    /** Long enough that guessing is hopeless, and nothing that a header or a shell would change. */
    private static final Pattern FORM = Pattern.compile("[!-~]{16,256}");

    private final String text;

    /**
     * Takes the text without the line break that editors leave at its end.
     *
     * @throws IllegalArgumentException if it is no token, without quoting it
     */
    public ControlToken(String text) {
        this.text = text.strip();
        if (!FORM.matcher(this.text).matches()) {
            throw new IllegalArgumentException("a control token has 16 to 256 visible ASCII characters and no space");
        }
    }

    /** In clear, for a client to present. */
    public String reveal() {
        return text;
    }

    /** Takes as long whatever is presented: digests are compared, all of them of one length. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(digest(text), digest(presented));
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }

    private static byte[] digest(String token) {
        return Fingerprint.of(token).sha256().getBytes(StandardCharsets.US_ASCII);
    }
}
