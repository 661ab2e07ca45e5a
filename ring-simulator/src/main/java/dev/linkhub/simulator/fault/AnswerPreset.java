package dev.linkhub.simulator.fault;

import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.Payload;
import java.util.List;
import java.util.Map;

/** Answers that clients stumble over, ready to be asked for by name (ring-contract.md §8: never assume JSON). */
public enum AnswerPreset {
    /** 401 without a body or type, as the proxy in front of the API has been seen to answer. */
    EMPTY_401(401, "", ""),
    /** A firewall's page in place of an answer. */
    HTML_403(403, "text/html; charset=utf-8", page("403 Forbidden")),
    /** The page of a gateway that has nobody behind it. */
    HTML_502(502, "text/html; charset=utf-8", page("502 Bad Gateway")),
    /** A proxy's text, asking to come again. */
    TEXT_503(503, "text/plain", "upstream overloaded"),
    /** A page of maintenance that calls itself a success. */
    HTML_200(200, "text/html; charset=utf-8", page("We'll be back soon")),
    /** A success without the body that belongs to it. */
    EMPTY_200(200, "application/json", ""),
    /** A success whose body calls itself JSON and is none. */
    BROKEN_JSON_200(200, "application/json", "{\"data\":{\"type\":");

    private final int status;
    private final String type;
    private final String body;

    AnswerPreset(int status, String type, String body) {
        this.status = status;
        this.type = type;
        this.body = body;
    }

    public Answer answer() {
        return new Answer(status, headers(), Payload.of(body), List.of());
    }

    private Map<String, String> headers() {
        return switch (this) {
            case EMPTY_401 -> Map.of("server", "envoy", "x-request-id", "4a1f6c1e-7c0b-4d0e-9a2b-5f3f1c0d8e77");
            case TEXT_503 -> Map.of("Content-Type", type, "server", "envoy", "Retry-After", "1");
            case HTML_403, HTML_502, HTML_200, EMPTY_200, BROKEN_JSON_200 -> Map.of("Content-Type", type);
        };
    }

    private static String page(String title) {
        return "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head><body><h1>" + title
                + "</h1></body></html>\n";
    }
}
