package dev.linkhub.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.app.RingApps;
import dev.linkhub.simulator.fault.AnswerPreset;
import dev.linkhub.simulator.fault.Fault;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.simulator.fault.FaultScope;
import dev.linkhub.simulator.fault.Faults;
import dev.linkhub.simulator.fault.Share;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.settings.Choice;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /control/faults}. */
final class FaultsResource {

    private final Faults faults;
    private final RingApps apps;
    private final RingAccounts accounts;

    FaultsResource(Faults faults, RingApps apps, RingAccounts accounts) {
        this.faults = faults;
        this.apps = apps;
        this.accounts = accounts;
    }

    void register(RoutesConfig routes) {
        routes.post("/control/faults", this::create);
        routes.get(
                "/control/faults",
                context ->
                        Json.list(context, faults.all().stream().map(View::of).toList()));
        routes.delete("/control/faults", context -> {
            faults.forget();
            context.status(204);
        });
        routes.delete("/control/faults/{fault}", context -> {
            faults.remove(context.pathParam("fault"));
            context.status(204);
        });
    }

    private record View(
            String id,
            String endpoint,
            String kind,
            int remaining,
            @Nullable Double share,
            @Nullable Integer seed,
            @Nullable String app,
            @Nullable String account) {

        static View of(Faults.Armed armed) {
            FaultScope scope = armed.fault().scope();
            Share share = armed.fault().share();
            return new View(
                    armed.id(),
                    scope.endpoint().toString(),
                    Choice.name(armed.fault().kind()),
                    armed.remaining(),
                    share == null ? null : share.part(),
                    share == null ? null : share.seed(),
                    scope.app(),
                    scope.account());
        }
    }

    private void create(Context context) {
        Body body = Body.of(context);
        EndpointName endpoint = endpoint(body.text("endpoint"));
        Optional<AnswerPreset> preset = body.optionalChoice("preset", AnswerPreset.class);
        FaultKind kind = preset.isPresent() && body.optional("kind").isEmpty()
                ? FaultKind.STATUS
                : body.choice("kind", FaultKind.class);
        Share share = share(body);
        int count = body.number("count", 0, Integer.MAX_VALUE, share == null ? 1 : 0);
        Optional<Duration> delay = body.optionalDuration("delay");
        String app = body.optionalText("app").map(id -> apps.get(id).id()).orElse(null);
        String account =
                body.optionalText("account").map(id -> accounts.get(id).id()).orElse(null);
        Answer told = preset.isPresent() ? prepared(body, kind, preset.get()) : told(body, kind);
        body.end();
        if (kind == FaultKind.DELAY && delay.isEmpty()) {
            throw new Unprocessable("delay", "is missing");
        }
        Fault fault = body.build(
                "delay",
                () -> new Fault(
                        new FaultScope(endpoint, app, account), kind, delay.orElse(Duration.ZERO), told, share));
        Json.answer(context, 201, View.of(faults.add(fault, count)));
    }

    /** A seed that is not told is made up, and shown so that the run can be repeated. */
    private static @Nullable Share share(Body body) {
        Optional<Double> part = body.optionalDecimal("share");
        int seed = body.number(
                "seed", 0, Integer.MAX_VALUE, ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
        if (part.isEmpty()) {
            if (body.optional("seed").isPresent()) {
                throw new Unprocessable("seed", "goes with share only");
            }
            return null;
        }
        return body.build("share", () -> new Share(part.get(), seed));
    }

    private static Answer prepared(Body body, FaultKind kind, AnswerPreset preset) {
        if (!kind.answersAsTold()) {
            throw new Unprocessable("preset", "goes with status and status_after only");
        }
        for (String field : List.of("status", "body", "content_type", "headers")) {
            if (body.optional(field).isPresent()) {
                throw new Unprocessable(field, "is part of the preset; give one or the other");
            }
        }
        return preset.answer();
    }

    private static @Nullable Answer told(Body body, FaultKind kind) {
        int status = body.number("status", 200, 599, 0);
        Optional<JsonNode> content = body.optional("body");
        Optional<String> type = body.optionalText("content_type");
        Map<String, String> headers = headers(body);
        if (!kind.answersAsTold()) {
            if (status != 0 || content.isPresent() || type.isPresent() || !headers.isEmpty()) {
                throw new Unprocessable(
                        "kind", "status, body, content_type and headers go with status and status_after only");
            }
            return null;
        }
        if (status == 0) {
            throw new Unprocessable("status", "is missing");
        }
        Payload payload = content.map(node -> Payload.of(node.isTextual() ? node.textValue() : node.toString()))
                .orElse(Payload.EMPTY);
        type.or(() -> content.map(node -> node.isTextual() ? "text/plain" : "application/json"))
                .ifPresent(value -> headers.put("Content-Type", value));
        return new Answer(status, headers, payload, List.of());
    }

    private static Map<String, String> headers(Body body) {
        Map<String, String> headers = new LinkedHashMap<>();
        body.optionalObject("headers")
                .ifPresent(object -> object.fieldNames().forEach(name -> headers.put(name, object.text(name))));
        return headers;
    }

    private static EndpointName endpoint(String text) {
        return EndpointName.parse(text)
                .orElseThrow(() -> new Unprocessable(
                        "endpoint",
                        "choices: "
                                + EndpointName.choices().stream()
                                        .map(EndpointName::toString)
                                        .collect(Collectors.joining(", "))));
    }
}
