package dev.linkhub.simulator.journey;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkhub.simulator.api.Form;
import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.TokenExchange;
import dev.linkhub.simulator.partner.PartnerAnswer;
import dev.linkhub.simulator.partner.PartnerCall;
import dev.linkhub.simulator.partner.PartnerClient;
import dev.linkhub.simulator.settings.CodeEncoding;
import dev.linkhub.simulator.settings.CurrentSettings;
import dev.linkhub.simulator.time.Agenda;
import dev.linkhub.simulator.time.SimulatorClock;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import dev.linkhub.simulator.trace.Subject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Posts codes to a Token Exchange URL in each encoding that has been documented or seen (ring-contract.md §1.2). Whether
 * Ring posts a code again that was not taken is unknown: the settings decide.
 */
public final class CodeDelivery {

    /** From one failed post of a code to the next; the code itself lives for 60 s. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(5);

    private final PartnerClient partner;
    private final CurrentSettings settings;
    private final Counters counters;
    private final Agenda agenda;
    private final SimulatorClock clock;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private volatile Consumer<Parcel> taken = parcel -> {};

    public CodeDelivery(
            PartnerClient partner, CurrentSettings settings, Counters counters, Agenda agenda, SimulatorClock clock) {
        this.partner = partner;
        this.settings = settings;
        this.counters = counters;
        this.agenda = agenda;
        this.clock = clock;
    }

    /** A code on its way; {@code encoding}: the one in the settings if null. */
    record Parcel(
            RingApp app,
            Installation installation,
            String code,
            @Nullable CodeEncoding encoding,
            Sequel sequel) {

        URI tokenExchange() {
            return app.urls(installation.placement().environment())
                    .orElseThrow(() -> new IllegalStateException("an app without addresses was given a code"))
                    .tokenExchange();
        }
    }

    /** A parcel whose next post is due; {@code exchange} is the token exchange after which it follows. */
    private record Pending(Parcel parcel, int exchange, int retriesLeft, Instant due) {}

    /** A code that may be posted again, in clear, and the installation that it is for. */
    public record Kept(
            String installation, String code, @Nullable CodeEncoding encoding, Sequel sequel, Due due) {

        public record Due(int exchange, int retriesLeft, Instant at) {}
    }

    /** {@code listener} hears of each code that the partner has taken; what follows is its matter. */
    void onTaken(Consumer<Parcel> listener) {
        taken = listener;
    }

    /** Returns after the first post; others follow by themselves. */
    void deliver(Parcel parcel) {
        attempt(parcel, settings.get().journey().codeRetries());
    }

    public List<Kept> snapshot() {
        return pending.values().stream()
                .map(next -> new Kept(
                        next.parcel().installation().id(),
                        next.parcel().code(),
                        next.parcel().encoding(),
                        next.parcel().sequel(),
                        new Kept.Due(next.exchange(), next.retriesLeft(), next.due())))
                .toList();
    }

    /** {@code installations} and {@code apps}: those there are, by their ids. */
    public void restore(
            List<Kept> snapshot,
            Function<String, Optional<Installation>> installations,
            Function<String, Optional<RingApp>> apps) {
        pending.clear();
        for (Kept kept : snapshot) {
            installations
                    .apply(kept.installation())
                    .ifPresent(installation -> apps.apply(
                                    installation.placement().app())
                            .ifPresent(app -> {
                                Parcel parcel =
                                        new Parcel(app, installation, kept.code(), kept.encoding(), kept.sequel());
                                Kept.Due due = kept.due();
                                pending.put(
                                        installation.id(),
                                        new Pending(parcel, due.exchange(), due.retriesLeft(), due.at()));
                            }));
        }
    }

    /** Goes on with the codes of a former run. */
    public void resume() {
        pending.values().forEach(this::await);
    }

    public void forget() {
        pending.clear();
    }

    private void attempt(Parcel parcel, int retriesLeft) {
        Installation installation = parcel.installation();
        int exchange = installation.beginExchange();
        // While it is on its way: if the simulator ends before it has the answer, the next run posts it again.
        keep(new Pending(parcel, exchange, retriesLeft, clock.instant()));
        TokenExchange result = post(parcel);
        if (result.succeeded()) {
            pending.remove(installation.id());
            installation.exchanged(result);
            taken.accept(parcel);
        } else {
            // Before the failure can be seen: who sees it may move the clock by just the delay.
            Pending next =
                    new Pending(parcel, exchange, retriesLeft, clock.instant().plus(RETRY_DELAY));
            keep(next);
            installation.exchanged(result);
            if (retriesLeft > 0) {
                await(next);
            }
        }
    }

    private void keep(Pending next) {
        String installation = next.parcel().installation().id();
        if (next.retriesLeft() > 0) {
            pending.put(installation, next);
        } else {
            pending.remove(installation);
        }
    }

    private void await(Pending next) {
        agenda.at(next.due(), () -> {
            Installation installation = next.parcel().installation();
            if (installation.isStillAt(next.exchange())) {
                counters.count(Counter.TOKEN_EXCHANGES_REPEATED);
                attempt(next.parcel(), next.retriesLeft() - 1);
            } else {
                pending.remove(installation.id(), next);
            }
        });
    }

    private TokenExchange post(Parcel parcel) {
        CodeEncoding chosen =
                parcel.encoding() == null ? settings.get().journey().codeEncoding() : parcel.encoding();
        PartnerAnswer answer = partner.post(call(
                parcel.tokenExchange(),
                parcel.installation().subject(),
                parcel.code(),
                chosen,
                settings.get().journey().codePatience()));
        TokenExchange result = switch (answer) {
            case PartnerAnswer.Answered answered ->
                new TokenExchange(answered.status(), answered.body(), answered.duration(), null);
            case PartnerAnswer.Unanswered unanswered ->
                new TokenExchange(null, "", unanswered.duration(), unanswered.error());
        };
        counters.count(result.succeeded() ? Counter.TOKEN_EXCHANGES_ANSWERED : Counter.TOKEN_EXCHANGES_FAILED);
        return result;
    }

    /** The call that hands a code over; whom it is for shows in the trace only. */
    public static PartnerCall call(
            URI tokenExchange, Subject subject, String code, CodeEncoding encoding, Duration patience) {
        return new PartnerCall(
                "token_exchange",
                subject,
                tokenExchange,
                headers(encoding),
                Payload.of(body(encoding, code)),
                patience);
    }

    private static Map<String, String> headers(CodeEncoding encoding) {
        return switch (encoding) {
            case FORM -> Map.of("Content-Type", Form.MEDIA_TYPE);
            case JSON -> Map.of("Content-Type", "application/json");
            case NONE -> Map.of();
        };
    }

    /** A code consists of characters that need no escaping. */
    private static String body(CodeEncoding encoding, String code) {
        return switch (encoding) {
            case FORM, NONE -> "code=" + code;
            case JSON -> JsonNodeFactory.instance.objectNode().put("code", code).toString();
        };
    }
}
