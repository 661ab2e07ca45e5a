package dev.linkhub.api.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiJourney;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Ring, or whoever found its addresses, may send as a body. */
@Tag("persistence")
@MicronautTest(transactional = false)
class RingBodiesTest extends ApiJourney {

    @Test
    void aBodyOfUnannouncedLengthIsHeldToTheSameLimits() throws GeneralSecurityException {
        Onboarded app = onboard();
        assertThat(chunked(tokenExchange(app), "code=" + "x".repeat(16 * 1024)).status())
                .isEqualTo(413);
        for (int size : new int[] {256 * 1024 + 1, 3 << 20}) {
            String large = " ".repeat(size);
            Answer refused = chunked(webhook(app), large, "X-Signature", signature(app, large));
            assertThat(refused.status()).as("%d bytes", size).isEqualTo(413);
            assertThat(refused.get("type")).isEqualTo("body-too-large");
        }
        String justRight = EVENT.formatted("r-large")
                + " ".repeat(256 * 1024 - EVENT.formatted("r-large").length());
        assertThat(chunked(webhook(app), justRight, "X-Signature", signature(app, justRight))
                        .status())
                .isEqualTo(200);
    }

    /** Else a few kilobytes would have us fill our memory. */
    @Test
    void whatIsCompressedIsMeasuredUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[20 << 20]);
        }
        Answer refused = http.anonymously()
                .send(
                        "POST",
                        webhook(onboard()),
                        BodyPublishers.ofByteArray(packed.toByteArray()),
                        "Content-Encoding",
                        "gzip");

        assertThat(refused.status()).isEqualTo(413);
    }

    /** Ring's own idea of what it accepts must not cost a code that works once. */
    @Test
    void whateverRingAcceptsItGetsJson() throws GeneralSecurityException {
        Onboarded app = onboard();
        String event = EVENT.formatted("r-accept");
        for (String accepted : new String[] {"text/plain", "application/xml", "text/html", "*/*", "nonsense"}) {
            assertThat(post(tokenExchange(app), "code=nope-" + accepted.length(), "Accept", accepted)
                            .get("type"))
                    .isEqualTo("code-refused");
            Answer stored = post(webhook(app), event, "X-Signature", signature(app, event), "Accept", accepted);
            assertThat(stored.status()).as(accepted).isEqualTo(200);
            assertThat(stored.text()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(stored.header("Content-Type")).isEqualTo("application/json");
        }
    }

    private Answer chunked(String path, String body, String... headers) {
        return http.anonymously()
                .send(
                        "POST",
                        path,
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))),
                        headers);
    }
}
