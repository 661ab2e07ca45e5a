package dev.linkhub.simulator.gateway;

import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import dev.linkhub.simulator.api.Call;
import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.api.RingEndpoint;
import dev.linkhub.simulator.limit.Passage;
import dev.linkhub.simulator.limit.RateGate;
import dev.linkhub.simulator.settings.CurrentSettings;
import dev.linkhub.simulator.trace.Subject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which endpoint answers which method and path. */
public final class Endpoints {

    private final RateGate gate;
    private final ErrorForm errors;
    private final Map<String, Map<String, RingEndpoint>> byPath = new LinkedHashMap<>();

    public Endpoints(RateGate gate, CurrentSettings settings, InstantSource clock) {
        this.gate = gate;
        this.errors = new ErrorForm(settings, clock);
    }

    /** {@code path} may have parts such as {@code {device}}, which stand for any text. */
    public Endpoints add(String method, String path, RingEndpoint endpoint) {
        byPath.computeIfAbsent(path, any -> new LinkedHashMap<>()).put(method, endpoint);
        return this;
    }

    Passage open(ApiRequest request) {
        return switch (gate.pass(request, find(request))) {
            case Passage.Open(Call call) ->
                new Passage.Open(new Call(
                        call.endpoint(),
                        call.subject(),
                        () -> errors.of(call.work().get())));
            case Passage.TooMany(Call call, Answer answer) -> new Passage.TooMany(call, errors.of(answer));
        };
    }

    private Call find(ApiRequest request) {
        Map<String, RingEndpoint> byMethod = byPath.entrySet().stream()
                .filter(entry -> matches(entry.getKey(), request.path()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Map.of());
        RingEndpoint endpoint = byMethod.get(request.method());
        if (endpoint != null) {
            return endpoint.open(request);
        }
        return unknown(
                byMethod.isEmpty()
                        ? Answer.error(404, "Not Found", "There is nothing at this address.")
                        : Answer.error(405, "Method Not Allowed", "Choices: " + String.join(", ", byMethod.keySet()))
                                .with("Allow", String.join(", ", byMethod.keySet())));
    }

    private static boolean matches(String template, String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{") ? given[i].isEmpty() : !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private static Call unknown(Answer answer) {
        return new Call(EndpointName.UNKNOWN, Subject.UNKNOWN, () -> answer);
    }
}
