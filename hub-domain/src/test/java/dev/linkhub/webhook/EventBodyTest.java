package dev.linkhub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventBodyTest {

    private static final String ACCOUNT = "ava1.ring.account.TESTACCOUNT0001";

    @Test
    void whatRingDocumentsIsRead() {
        EventBody body = read("""
                {"meta":{"version":"1.1","time":"2026-07-06T11:11:00Z","request_id":"3c4484f3","account_id":"%s"},
                 "data":{"id":"evt-1","type":"app_integration_removed","attributes":{"timestamp":1699457230001}}}""".formatted(ACCOUNT));

        assertThat(body)
                .isEqualTo(new EventBody(
                        "3c4484f3",
                        "app_integration_removed",
                        ACCOUNT,
                        Instant.parse("2023-11-08T15:27:10.001Z"),
                        null));
    }

    @Test
    void whatItIsAboutIsADeviceOrASubscription() {
        assertThat(about("{\"source\":\"ava1.ring.device.X\",\"source_type\":\"devices\"}"))
                .isEqualTo("ava1.ring.device.X");
        assertThat(about("{\"source\":\"subscriptions\",\"source_id\":\"ava1.ring.subscription.Y\"}"))
                .isEqualTo("ava1.ring.subscription.Y");
        assertThat(about("{\"source\":\"subscriptions\",\"source_type\":\"subscriptions\",\"source_id\":\"Z\"}"))
                .isEqualTo("Z");
        for (String none : new String[] {
            "{\"source\":\"ava1.ring.account.A\",\"source_type\":\"users\"}",
            "{\"source\":\"two words\",\"source_type\":\"devices\"}",
            "{\"source\":\"" + "x".repeat(256) + "\",\"source_type\":\"devices\"}",
            "{\"source\":{\"a\":1},\"source_type\":\"devices\"}",
            "{}"
        }) {
            assertThat(about(none)).as(none).isNull();
        }
    }

    private static @Nullable String about(String attributes) {
        return read("{\"data\":{\"attributes\":" + attributes + "}}").subject();
    }

    @Test
    void nothingOfItMustBeThere() {
        EventBody body = read("{}");

        assertThat(body.type()).isEmpty();
        assertThat(body.ringAccountId()).isNull();
        assertThat(body.happenedAt()).isNull();
        assertThat(body.requestId()).isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "not json", "{", "{\"meta\":", "<html></html>"})
    void whatIsNotJsonIsNotRead(String raw) {
        assertThat(EventBody.read(raw.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"meta\":1,\"data\":[]}", "{\"meta\":{\"request_id\":{}},\"data\":{\"type\":null}}"})
    void wrongTypesAreLikeNothing(String raw) {
        EventBody body = read(raw);

        assertThat(body.requestId()).hasSize(64);
        assertThat(body.ringAccountId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "1699457230000,                none,                           2023-11-08T15:27:10Z",
                "none,                         2026-02-13T19:28:04.020279817Z, 2026-02-13T19:28:04.020279Z",
                "1699457230000,                2026-07-06T11:11:00Z,           2023-11-08T15:27:10Z",
                "1699457230,                   2026-07-06T11:11:00Z,           2026-07-06T11:11:00Z",
                "1699457230000000000,          2026-07-06T11:11:00Z,           2026-07-06T11:11:00Z",
                "99999999999999999999999999,   2026-07-06T11:11:00Z,           2026-07-06T11:11:00Z",
                "-1,                           none,                           none",
                "\"1699457230000\",            none,                           none",
                "none,                         yesterday,                      none",
                "none,                         +999999999-12-31T23:59:59Z,     none",
                "none,                         0001-01-01T00:00:00Z,           none",
            })
    void aTimeIsTakenOnlyIfAnEventCanHaveHappenedThen(
            @Nullable String timestamp, @Nullable String sent, @Nullable Instant happened) {
        EventBody body = read("{\"meta\":{\"time\":%s},\"data\":{\"attributes\":{\"timestamp\":%s}}}"
                .formatted(sent == null ? "null" : '"' + sent + '"', timestamp == null ? "null" : timestamp));

        assertThat(body.happenedAt()).isEqualTo(happened);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "ümlaut", "line\\nbreak", ""})
    void aRequestIdThatCannotBeAKeyIsReplacedByTheBodysDigest(String requestId) {
        String raw = "{\"meta\":{\"request_id\":\"%s\"}}".formatted(requestId);

        assertThat(read(raw).requestId())
                .matches("[0-9a-f]{64}")
                .isEqualTo(read(raw).requestId());
        assertThat(read(raw).requestId()).isNotEqualTo(read(raw + " ").requestId());
    }

    @Test
    void whatIsTooLongIsCutOrLeftOut() {
        EventBody body = read("{\"meta\":{\"request_id\":\"%s\",\"account_id\":\"%s\"},\"data\":{\"type\":\"%s\"}}"
                .formatted("r".repeat(101), "a".repeat(256), "t".repeat(101)));

        assertThat(body.requestId()).hasSize(64);
        assertThat(body.ringAccountId()).isNull();
        assertThat(body.type()).isEqualTo("t".repeat(100));
    }

    private static EventBody read(String raw) {
        return EventBody.read(raw.getBytes(UTF_8)).orElseThrow();
    }
}
