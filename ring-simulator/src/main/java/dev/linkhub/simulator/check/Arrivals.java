package dev.linkhub.simulator.check;

import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.partner.PartnerAnswer;
import dev.linkhub.simulator.settings.CodeEncoding;
import dev.linkhub.simulator.trace.Exchange;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users whose code the partner was handed. Most cases need one and share the first whom the partner took. */
final class Arrivals {

    static final Finding NOBODY = Finding.skip("the partner takes no code in any encoding, see token-exchange.form");

    private final RingSide ring;
    private final PartnerSide partner;
    private final Duration patience;
    private @Nullable Arrival shared;
    private boolean hopeless;

    /** A user, and how the partner answered the code; {@code mark} is where the trace ended before that. */
    record Arrival(Installation installation, String code, CodeEncoding encoding, PartnerAnswer answer, long mark) {

        boolean isTaken() {
            return Answers.isSuccess(answer);
        }
    }

    Arrivals(RingSide ring, PartnerSide partner, Duration patience) {
        this.ring = ring;
        this.partner = partner;
        this.patience = patience;
    }

    Arrival arrive(CodeEncoding encoding) {
        Installation installation = ring.install();
        String code = ring.code(installation);
        long mark = ring.mark();
        Arrival arrival = new Arrival(
                installation, code, encoding, partner.handOver(installation.subject(), code, encoding), mark);
        if (arrival.isTaken() && shared == null) {
            shared = arrival;
        }
        return arrival;
    }

    /** The user that cases share. Empty if the partner takes no code in any encoding. */
    Optional<Arrival> shared() {
        return shared == null ? fresh() : Optional.of(shared);
    }

    /** A user of the case's own, in an encoding that the partner takes. */
    Optional<Arrival> fresh() {
        if (shared != null) {
            return Optional.of(arrive(shared.encoding())).filter(Arrival::isTaken);
        }
        if (hopeless) {
            return Optional.empty();
        }
        for (CodeEncoding encoding : CodeEncoding.values()) {
            Arrival arrival = arrive(encoding);
            if (arrival.isTaken()) {
                return Optional.of(arrival);
            }
        }
        // A partner that lets everybody wait would let each case wait anew.
        hopeless = true;
        return Optional.empty();
    }

    /** Waits for the code's redemption; empty if Ring gave no tokens for it in time. */
    Optional<Exchange> redemption(Arrival arrival) {
        return awaited(arrival, "token.authorization_code");
    }

    /** Waits for an answer of Ring to {@code GET /v1/users/me}; empty if none was given in time. */
    Optional<Exchange> usersMe(Arrival arrival) {
        return awaited(arrival, "users_me");
    }

    private Optional<Exchange> awaited(Arrival arrival, String endpoint) {
        Waiting.until(() -> answered(arrival, endpoint).isPresent(), patience);
        return answered(arrival, endpoint);
    }

    private Optional<Exchange> answered(Arrival arrival, String endpoint) {
        return ring.calls(arrival.installation(), endpoint).stream()
                .filter(call -> Integer.valueOf(200).equals(call.reply().status()))
                .findFirst();
    }
}
