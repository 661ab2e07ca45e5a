package dev.linkhub.simulator.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkhub.simulator.secret.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One line that says what the file is, then the world. Whoever changes the shape of a snapshot raises the version. */
final class StateFormat {

    static final int VERSION = 2;

    private static final String NAME = "ring-simulator-state";
    private static final String AFRESH = "restore it from a copy, or move it away to start empty";
    private static final int LONGEST_HEADER = 1_024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StateFormat() {}

    private record Header(
            @JsonProperty(required = true) String format,
            @JsonProperty(required = true) int version,
            @JsonProperty String sha256) {}

    static byte[] write(byte[] world) {
        byte[] header = header(world);
        byte[] content = Arrays.copyOf(header, header.length + world.length);
        System.arraycopy(world, 0, content, header.length, world.length);
        return content;
    }

    /**
     * The world in the content of a file.
     *
     * @throws StateUnusable if it is not one that this simulator wrote
     */
    static byte[] read(Path file, byte[] content) {
        int end = endOfHeader(content);
        Header header = end < 0 ? null : header(content, end);
        if (header == null || !NAME.equals(header.format())) {
            throw new StateUnusable(
                    file, "was not written by the simulator", "choose another file; this one is left as it is");
        }
        if (header.version() != VERSION) {
            throw new StateUnusable(
                    file,
                    "has format version " + header.version() + ", and this simulator reads " + VERSION,
                    "start it with the simulator that wrote it, or choose another file");
        }
        byte[] world = Arrays.copyOfRange(content, end + 1, content.length);
        if (!Fingerprint.of(world).sha256().equals(header.sha256())) {
            throw damaged(file);
        }
        return world;
    }

    static StateUnusable damaged(Path file) {
        return new StateUnusable(file, "is damaged", AFRESH);
    }

    private static int endOfHeader(byte[] content) {
        for (int i = 0; i < Math.min(content.length, LONGEST_HEADER); i++) {
            if (content[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static byte[] header(byte[] world) {
        Header header = new Header(NAME, VERSION, Fingerprint.of(world).sha256());
        try {
            return (JSON.writeValueAsString(header) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a header can be written", e);
        }
    }

    private static @Nullable Header header(byte[] content, int end) {
        try {
            return JSON.readValue(new String(content, 0, end, StandardCharsets.UTF_8), Header.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
