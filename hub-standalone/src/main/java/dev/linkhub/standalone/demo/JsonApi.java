package dev.linkhub.standalone.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP API that speaks JSON: the hub's with a key, or the simulator's control API without one. */
public final class JsonApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http;
    private final URI base;
    private final @Nullable String key;

    public JsonApi(HttpClient http, URI base, @Nullable String key) {
        this.http = http;
        this.base = base;
        this.key = key;
    }

    /** The same API with another key. */
    public JsonApi as(String otherKey) {
        return new JsonApi(http, base, otherKey);
    }

    public JsonNode get(String path) {
        return accepted(send("GET", path, HttpRequest.BodyPublishers.noBody()));
    }

    public JsonNode post(String path, Map<String, ?> body) {
        return accepted(send("POST", path, json(body)));
    }

    public JsonNode put(String path, Object body) {
        return accepted(send("PUT", path, json(body)));
    }

    /** Posts, and answers with the status whatever it is. */
    public int tryPost(String path) {
        return send("POST", path, json(Map.of())).statusCode();
    }

    private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json")
                .method(method, body);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while setting up the demo", e);
        }
    }

    private static JsonNode accepted(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("%s %s was answered with %d: %s"
                    .formatted(answer.request().method(), answer.uri(), answer.statusCode(), answer.body()));
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(answer.uri() + " did not answer with JSON", e);
        }
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        try {
            return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot be written as JSON", e);
        }
    }
}
