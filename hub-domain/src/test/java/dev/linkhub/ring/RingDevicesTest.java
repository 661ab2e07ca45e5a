package dev.linkhub.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.ring.DevicesAnswer.Listed;
import dev.linkhub.ring.RingReply.Answered;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingDevicesTest {

    @Test
    void aCompoundDocumentIsReadWithWhatBelongsToEachDevice() {
        Listed listed = listed("""
                {"meta":{"time":"2026-11-26T12:00:00Z"},
                 "data":[{"type":"devices","id":"d1","attributes":{"name":" Front door "},"relationships":{
                            "status":{"data":{"type":"device-status","id":"s1"}},
                            "capabilities":{"data":{"type":"device-capabilities","id":"c1"}}}},
                         {"type":"devices","id":"d2","attributes":{"name":"Hall"},"relationships":{
                            "status":{"data":{"type":"device-status","id":"s2"}},
                            "capabilities":{"data":{"type":"device-capabilities","id":"c2"}}}}],
                 "included":[{"type":"device-status","id":"s2","attributes":{"online":false}},
                             {"type":"device-capabilities","id":"c2","attributes":{"audio":{}}},
                             {"type":"device-capabilities","id":"c1","attributes":{"video":{},"audio":{}}},
                             {"type":"device-status","id":"s1","attributes":{"online":true}}]}""");
        assertThat(listed.complete()).isTrue();
        assertThat(listed.at()).isEqualTo(Instant.parse("2026-11-26T12:00:00Z"));
        assertThat(listed.devices())
                .containsExactly(
                        new ListedDevice("d1", "Front door", DeviceKind.CAMERA, true),
                        new ListedDevice("d2", "Hall", DeviceKind.CHIME, false));
    }

    @Test
    void nothingButAnIdMustBeThere() {
        Listed listed = listed("{\"data\":[{\"id\":\"d1\"}]}");
        assertThat(listed.at()).isNull();
        assertThat(listed.devices()).containsExactly(new ListedDevice("d1", null, null, null));
        assertThat(listed.complete()).isTrue();
    }

    @Test
    void noDeviceAtAllIsAListToo() {
        assertThat(listed("{\"data\":[]}").devices()).isEmpty();
        assertThat(listed("{\"data\":[]}").complete()).isTrue();
    }

    @Test
    void aPageOrAnUnreadableIdMakesItIncomplete() {
        assertThat(listed("{\"data\":[],\"links\":{\"next\":\"/v1/devices?page=2\"}}")
                        .complete())
                .isFalse();
        for (String id : new String[] {"", "two words", "\u00e9", "x".repeat(256)}) {
            Listed listed = listed("{\"data\":[{\"id\":\"" + id + "\"},{\"id\":\"d1\"}]}");
            assertThat(listed.complete()).as(id).isFalse();
            assertThat(listed.devices()).hasSize(1);
        }
        assertThat(listed("{\"data\":[" + "{\"id\":\"d\"},".repeat(200) + "{\"id\":\"d1\"}]}")
                        .complete())
                .isFalse();
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        String face = "\uD83D\uDE00";
        assertThat(listed("{\"data\":[{\"id\":\"d1\",\"attributes\":{\"name\":\"" + face.repeat(101) + "\"}}]}")
                        .devices()
                        .getFirst()
                        .name())
                .isEqualTo(face.repeat(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "<html></html>", "{\"data\":null}", "{\"data\":{\"id\":\"d1\"}}"})
    void whatIsNoListIsNotTakenForAnEmptyOne(String body) {
        assertThat(RingDevices.read(answer(200, body))).isInstanceOf(DevicesAnswer.Unavailable.class);
    }

    @Test
    void aRefusalIsRingsOnlyIfItLooksLikeOne() {
        assertThat(RingDevices.read(answer(401, ""))).isInstanceOf(DevicesAnswer.TokenRejected.class);
        assertThat(RingDevices.read(answer(403, "{\"errors\":[]}"))).isInstanceOf(DevicesAnswer.TokenRejected.class);
        assertThat(RingDevices.read(answer(403, "<html></html>"))).isInstanceOf(DevicesAnswer.Unavailable.class);
        assertThat(RingDevices.read(answer(429, ""))).isInstanceOf(DevicesAnswer.RateLimited.class);
        assertThat(RingDevices.read(answer(500, "{\"data\":[]}"))).isInstanceOf(DevicesAnswer.Unavailable.class);
    }

    @Test
    void aNameIsNotPrinted() {
        assertThat(new ListedDevice("d1", "Nursery", null, null).toString()).doesNotContain("Nursery");
        assertThat(listed("{\"data\":[{\"id\":\"d1\",\"attributes\":{\"name\":\"Nursery\"}}]}")
                        .toString())
                .doesNotContain("Nursery");
    }

    private static Listed listed(String body) {
        return (Listed) RingDevices.read(answer(200, body));
    }

    private static Answered answer(int status, String body) {
        return new Answered(status, body.getBytes(UTF_8), null, null);
    }
}
