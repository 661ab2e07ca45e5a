package dev.linkhub.simulator.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.settings.CurrentSettings;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;

/** Gives Ring's error documents as many members as the settings say; every other answer stays as it is. */
final class ErrorForm {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CurrentSettings settings;
    private final InstantSource clock;

    ErrorForm(CurrentSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Answer of(Answer answer) {
        if (answer.status() < 400 || !(read(answer) instanceof ObjectNode document)) {
            return answer;
        }
        if (!(document.path("errors").path(0) instanceof ObjectNode error)) {
            return answer;
        }
        switch (settings.get().api().errors()) {
            case DETAIL -> {
                return answer;
            }
            case BARE -> error.remove("detail");
            case FULL -> {
                error.put("id", UUID.randomUUID().toString());
                error.put(
                        "code",
                        error.path("title").asText().toUpperCase(Locale.ROOT).replace(' ', '_'));
                error.putObject("source").put("pointer", "/data");
                error.putObject("meta").put("timestamp", clock.instant().toString());
            }
        }
        return new Answer(answer.status(), answer.headers(), Payload.of(document.toString()), answer.remarks());
    }

    private static JsonNode read(Answer answer) {
        try {
            return JSON.readTree(answer.body().text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what Ring answers with an error is JSON or nothing", e);
        }
    }
}
