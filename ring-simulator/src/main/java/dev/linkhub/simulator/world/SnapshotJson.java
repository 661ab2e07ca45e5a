package dev.linkhub.simulator.world;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.app.Credentials;
import dev.linkhub.simulator.app.SigningKey;
import dev.linkhub.simulator.settings.Rotation;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;

/** Snapshots as JSON. What is not exactly what was written is refused: no field may be missing or unknown. */
final class SnapshotJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(Payload.class, writing(Payload.class, (body, out) -> out.writeBinary(body.bytes())))
                    .addDeserializer(Payload.class, reading(Payload.class, in -> Payload.of(in.getBinaryValue())))
                    .addSerializer(
                            Rotation.class,
                            writing(Rotation.class, (rotation, out) -> out.writeString(rotation.toString())))
                    .addDeserializer(Rotation.class, reading(Rotation.class, in -> Rotation.parse(in.getText())))
                    .addSerializer(
                            Credentials.class, writing(Credentials.class, (kept, out) -> out.writePOJO(Clear.of(kept))))
                    .addDeserializer(
                            Credentials.class,
                            reading(
                                    Credentials.class,
                                    in -> in.readValueAs(Clear.class).credentials())))
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private SnapshotJson() {}

    static byte[] write(WorldSnapshot snapshot) {
        try {
            return JSON.writeValueAsBytes(snapshot);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a snapshot can be written", e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    static WorldSnapshot read(byte[] json) {
        try {
            return JSON.readValue(json, WorldSnapshot.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a snapshot of a world", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Secrets have no form of their own that shows them. */
    private record Clear(String clientId, String clientSecret, String hmacKey) {

        static Clear of(Credentials credentials) {
            return new Clear(
                    credentials.clientId(),
                    credentials.revealClientSecret(),
                    credentials.key().reveal());
        }

        Credentials credentials() {
            return new Credentials(clientId, clientSecret, new SigningKey(hmacKey));
        }

        @Override
        public String toString() {
            return clientId + " [REDACTED]";
        }
    }

    private interface Writing<T> {
        void write(T value, JsonGenerator out) throws IOException;
    }

    private interface Reading<T> {
        T read(JsonParser in) throws IOException;
    }

    private static <T> StdSerializer<T> writing(Class<T> type, Writing<T> writing) {
        return new StdSerializer<>(type) {
            @Serial
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                writing.write(value, out);
            }
        };
    }

    private static <T> StdDeserializer<T> reading(Class<T> type, Reading<T> reading) {
        return new StdDeserializer<>(type) {
            @Serial
            private static final long serialVersionUID = 1L;

            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return reading.read(in);
            }
        };
    }
}
