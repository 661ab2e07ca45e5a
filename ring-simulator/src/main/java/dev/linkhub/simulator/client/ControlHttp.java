package dev.linkhub.simulator.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends and reads the control API's JSON. */
final class ControlHttp implements AutoCloseable {

    /** A first webhook attempt per device and a token exchange may each use up their patience. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addModule(new JavaTimeModule())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private final @Nullable String token;

    /** {@code token}: what opens the control API, null on a simulator that asks for none. */
    ControlHttp(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    <T> T get(String path, Class<T> type) {
        return parse(send("GET", path, null), body -> JSON.readValue(body, type));
    }

    <T> T get(String path, TypeReference<T> type) {
        return parse(send("GET", path, null), body -> JSON.readValue(body, type));
    }

    <T> List<T> list(String path, Class<T> type) {
        return items(send("GET", path, null), type);
    }

    <T> List<T> postForList(String path, Object body, Class<T> type) {
        return items(send("POST", path, body), type);
    }

    private static <T> List<T> items(String answer, Class<T> type) {
        return parse(answer, body -> {
            List<T> items = new ArrayList<>();
            for (JsonNode item : JSON.readTree(body).path("items")) {
                items.add(JSON.treeToValue(item, type));
            }
            return items;
        });
    }

    <T> T post(String path, Object body, Class<T> type) {
        return parse(send("POST", path, body), answer -> JSON.readValue(answer, type));
    }

    <T> T patch(String path, Object body, Class<T> type) {
        return parse(send("PATCH", path, body), answer -> JSON.readValue(answer, type));
    }

    <T> T put(String path, Object body, Class<T> type) {
        return parse(send("PUT", path, body), answer -> JSON.readValue(answer, type));
    }

    String text(String path) {
        return send("GET", path, null);
    }

    void post(String path) {
        send("POST", path, null);
    }

    void delete(String path) {
        send("DELETE", path, null);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private interface Parser<T> {

        T parse(String body) throws JsonProcessingException;
    }

    private String send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/control" + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(write(body)));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new ControlCallFailed(method + " /control" + path, response.statusCode(), response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator at " + base + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the simulator", e);
        }
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
        }
    }

    private static <T> T parse(String body, Parser<T> parser) {
        try {
            return parser.parse(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the simulator answered something unexpected: " + body, e);
        }
    }
}
