package dev.linkhub.api.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiJourney;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The integrator's own names for a link. */
@Tag("persistence")
@MicronautTest(transactional = false)
class LinkNamesOverHttpTest extends ApiJourney {

    private Onboarded app;
    private String key;
    private String path;

    @BeforeEach
    void linked() {
        app = onboard();
        key = tenants.key(app.tenant());
        path = "/api/v1/links/" + link(app, Environment.STAGING).linkId();
    }

    @Test
    void asMuchAsMayBeIsKeptAsItIs() {
        String longest = "🏠".repeat(100);
        String metadata = IntStream.range(0, 20)
                .mapToObj(i -> "\"%s\":\"%s\"".formatted("k".repeat(198) + (10 + i), longest))
                .collect(Collectors.joining(",", "{", "}"));

        Answer kept = patch("{\"external_id\":\"" + longest + "\",\"metadata\":" + metadata + "}");

        assertThat(kept.status()).as(kept.toString()).isEqualTo(200);
        assertThat(kept.get("external_id")).isEqualTo(longest);
        assertThat(kept.json().get("metadata").size()).isEqualTo(20);
        assertThat(http.as(key).get(path).text()).isEqualTo(kept.text());
    }

    @Test
    void moreThanMayBeIs422NamedAndChangesNothing() {
        patch("{\"external_id\":\"u-1\",\"metadata\":{\"a\":\"b\"}}");
        String before = http.as(key).get(path).text();
        String tooMany = IntStream.rangeClosed(0, 20)
                .mapToObj(i -> "\"k%d\":\"v\"".formatted(i))
                .collect(Collectors.joining(",", "{", "}"));

        for (String metadata : new String[] {
            tooMany,
            "{\"\":\"v\"}",
            "{\" \":\"v\"}",
            "{\"" + "k".repeat(201) + "\":\"v\"}",
            "{\"k\":\"" + "v".repeat(201) + "\"}",
            "{\"k\":null}",
            "{\"k\":{}}",
            "[]",
            "\"text\"",
            "{\"k\":\"\\ud83c\"}"
        }) {
            Answer refused = patch("{\"external_id\":\"u-2\",\"metadata\":" + metadata + "}");
            assertThat(refused.status()).as(metadata).isEqualTo(422);
            assertThat(refused.wrongFields()).containsExactly("metadata");
        }
        assertThat(patch("{\"metadata\":{\"\\ud83c\":\"v\"}}").status()).isEqualTo(400);
        for (String externalId : new String[] {"\"" + "x".repeat(201) + "\"", "\"\"", "\"a\\u0000b\"", "5", "[]"}) {
            assertThat(patch("{\"external_id\":" + externalId + "}").wrongFields())
                    .as(externalId)
                    .containsExactly("external_id");
        }
        assertThat(http.as(key).get(path).text()).isEqualTo(before);
    }

    @Test
    void metadataIsReplacedAsAWhole() {
        patch("{\"metadata\":{\"a\":\"1\",\"b\":\"2\"}}");

        assertThat(patch("{\"metadata\":{\"b\":\"3\"}}").json().get("metadata").size())
                .isEqualTo(1);
        assertThat(patch("{\"metadata\":{}}").json().get("metadata").size()).isZero();
    }

    @Test
    void aTestKeyMayNameWhatItReachesAndTheAuditShowsWhoDid() {
        String testKey = tenants.testKey(app.tenant());

        assertThat(http.as(testKey)
                        .json("PATCH", path, "{\"external_id\":\"by-test\"}")
                        .get("external_id"))
                .isEqualTo("by-test");
        Answer audit = http.as(key).get("/api/v1/audit?limit=1");
        assertThat(audit.items("action")).containsExactly("link.annotated");
        assertThat(audit.items("actor").getFirst()).startsWith("key_");
    }

    private Answer patch(String json) {
        return http.as(key).json("PATCH", path, json);
    }
}
