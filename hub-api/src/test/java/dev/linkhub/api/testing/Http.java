package dev.linkhub.api.testing;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls to the server of the test, over real HTTP. */
@Singleton
public final class Http {

    private final EmbeddedServer server;
    private final ObjectMapper mapper;
    private final HttpClient client = HttpClient.newHttpClient();

    Http(EmbeddedServer server, ObjectMapper mapper) {
        this.server = server;
        this.mapper = mapper;
    }

    /** A call with a key. */
    public As as(@Nullable String key) {
        return new As(key);
    }

    /** A call without a key. */
    public As anonymously() {
        return new As(null);
    }

    /** Calls with one key, or none. */
    public final class As {

        private final @Nullable String key;

        private As(@Nullable String key) {
            this.key = key;
        }

        /** Reads. */
        public Answer get(String path) {
            return send("GET", path, BodyPublishers.noBody());
        }

        /** Deletes. */
        public Answer delete(String path) {
            return send("DELETE", path, BodyPublishers.noBody());
        }

        /** Posts JSON. */
        public Answer post(String path, String json, String... headers) {
            return json("POST", path, json, headers);
        }

        /** Sends JSON with another method. */
        public Answer json(String method, String path, String json, String... headers) {
            return send(method, path, BodyPublishers.ofString(json), with(headers, "Content-Type", "application/json"));
        }

        /** Sends anything. */
        public Answer send(String method, String path, BodyPublisher body, String... headers) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(server.getURI().resolve(path)).method(method, body);
            if (key != null) {
                request.header("Authorization", "Bearer " + key);
            }
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            try {
                return new Answer(client.send(request.build(), BodyHandlers.ofString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String[] with(String[] headers, String... more) {
            return Stream.of(headers, more).flatMap(Arrays::stream).toArray(String[]::new);
        }
    }

    /** What came back. */
    public final class Answer {

        private final HttpResponse<String> response;

        private Answer(HttpResponse<String> response) {
            this.response = response;
        }

        /** The status. */
        public int status() {
            return response.statusCode();
        }

        /** The body as it came. */
        public String text() {
            return response.body();
        }

        /** A header, or an empty text. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** All values of a header. */
        public List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        /** The body as JSON. */
        public JsonNode json() {
            try {
                return mapper.readValue(response.body(), JsonNode.class);
            } catch (IOException e) {
                throw new IllegalStateException("Not JSON: " + response.body(), e);
            }
        }

        /** A text member of the body, or null. */
        public @Nullable String get(String member) {
            JsonNode value = json().get(member);
            return value == null || value.isNull() ? null : value.coerceStringValue();
        }

        /** The fields that a 422 names. */
        public List<String> wrongFields() {
            List<String> fields = new ArrayList<>();
            json().get("errors")
                    .values()
                    .forEach(error -> fields.add(error.get("field").getStringValue()));
            return fields;
        }

        /** A text member of each item of a list. */
        public List<String> items(String member) {
            List<String> values = new ArrayList<>();
            json().get("items")
                    .values()
                    .forEach(item -> values.add(item.get(member).getStringValue()));
            return values;
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + " " + text();
        }
    }
}
