package dev.linkhub.simulator.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.Payload;
import java.util.List;
import java.util.Map;

/** Answers that clients stumble over, ready to be asked for by name (ring-contract.md §2, §8: never assume JSON). */
public enum AnswerPreset {
    /** Ring's error document, as each of these is documented. */
    JSON_400(400, AnswerPreset.JSON, error(400, "Bad Request")),
    JSON_401(401, AnswerPreset.JSON, error(401, "Invalid Client")),
    JSON_403(403, AnswerPreset.JSON, error(403, "Out of Scope Access")),
    JSON_404(404, AnswerPreset.JSON, error(404, "Not Found")),
    /** Documented nowhere. */
    JSON_409(409, AnswerPreset.JSON, error(409, "Conflict")),
    /** What a token without the scope has been answered with by the subscriptions. */
    JSON_422(422, AnswerPreset.JSON, error(422, "Unprocessable Entity")),
    /** The budget of the client id is used up. */
    JSON_429(429, AnswerPreset.JSON, error(429, "Rate Limit Exceeded")),
    JSON_500(500, AnswerPreset.JSON, error(500, "Internal Server Error")),
    JSON_503(503, AnswerPreset.JSON, error(503, "Service Unavailable")),
    /** The token endpoint's errors of RFC 6749. */
    INVALID_GRANT_400(400, AnswerPreset.JSON, oauth("invalid_grant")),
    /** The same with the status that some take it to have. */
    INVALID_GRANT_401(401, AnswerPreset.JSON, oauth("invalid_grant")),
    INVALID_CLIENT_401(401, AnswerPreset.JSON, oauth("invalid_client")),
    /** 401 without a body or type, as the proxy in front of the API has been seen to answer. */
    EMPTY_401(401, "", ""),
    /** A firewall's page in place of an answer. */
    HTML_403(403, AnswerPreset.HTML, page("403 Forbidden")),
    TEXT_500(500, AnswerPreset.TEXT, "Internal Server Error"),
    /** The page of a gateway that has nobody behind it. */
    HTML_502(502, AnswerPreset.HTML, page("502 Bad Gateway")),
    /** A proxy's text, asking to come again. */
    TEXT_503(503, AnswerPreset.TEXT, "upstream overloaded"),
    /** The page of maintenance that calls itself a success. */
    HTML_200(200, AnswerPreset.HTML, page("We'll be back soon")),
    /** A success without the body that belongs to it. */
    EMPTY_200(200, AnswerPreset.JSON, ""),
    /** A success whose body calls itself JSON and is none. */
    BROKEN_JSON_200(200, AnswerPreset.JSON, "{\"data\":{\"type\":");

    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String TEXT = "text/plain";

    private final int status;
    private final String type;
    private final String body;

    AnswerPreset(int status, String type, String body) {
        this.status = status;
        this.type = type;
        this.body = body;
    }

    public Answer answer() {
        return switch (this) {
            case EMPTY_401 -> Answer.ofProxy(status);
            case TEXT_503 -> typed().with("server", "envoy").with("Retry-After", "1");
            case JSON_429 ->
                typed().with("Retry-After", "60")
                        .with("X-RateLimit-Limit", "100")
                        .with("X-RateLimit-Remaining", "0");
            case INVALID_GRANT_400, INVALID_GRANT_401, INVALID_CLIENT_401 -> typed().with("Cache-Control", "no-store");
            case JSON_400, JSON_401, JSON_403, JSON_404, JSON_409, JSON_422, JSON_500, JSON_503 -> typed();
            case HTML_403, TEXT_500, HTML_502, HTML_200, EMPTY_200, BROKEN_JSON_200 -> typed();
        };
    }

    private Answer typed() {
        return new Answer(status, Map.of("Content-Type", type), Payload.of(body), List.of());
    }

    private static String error(int status, String title) {
        return Answer.error(status, title, "The simulator was told to answer so.")
                .body()
                .text();
    }

    private static String oauth(String error) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .put("error_description", "the simulator was told to answer so")
                .toString();
    }

    private static String page(String title) {
        return "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head><body><h1>" + title
                + "</h1></body></html>\n";
    }
}
