package dev.linkhub.simulator.check;

import dev.linkhub.simulator.check.Arrivals.Arrival;
import dev.linkhub.simulator.partner.PartnerAnswer;
import dev.linkhub.simulator.partner.PartnerAnswer.Answered;
import dev.linkhub.simulator.secret.RandomText;
import dev.linkhub.simulator.settings.CodeEncoding;
import dev.linkhub.simulator.trace.Exchange;
import dev.linkhub.simulator.trace.Subject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The Token Exchange URL, and what the partner does with a code. */
final class TokenExchangeCases {

    private static final String ENDPOINT = "token.authorization_code";
    private static final String URL_ROW = "§1.2 Token Exchange URL";

    private final RingSide ring;
    private final PartnerSide partner;
    private final Arrivals arrivals;
    private final Patience patience;
    private final URI ringUrl;

    TokenExchangeCases(RingSide ring, PartnerSide partner, Arrivals arrivals, Patience patience, URI ringUrl) {
        this.ring = ring;
        this.partner = partner;
        this.arrivals = arrivals;
        this.patience = patience;
        this.ringUrl = ringUrl;
    }

    List<Case> cases() {
        return List.of(
                new Case("token-exchange.form", URL_ROW, () -> takes(CodeEncoding.FORM, "a form")),
                new Case("token-exchange.json", URL_ROW, () -> takes(CodeEncoding.JSON, "JSON")),
                new Case(
                        "token-exchange.no-content-type",
                        URL_ROW,
                        () -> takes(CodeEncoding.NONE, "a form without Content-Type")),
                new Case("token-exchange.redeems", "§2 code, 60 s", this::redeems),
                new Case("token-exchange.users-me", "§3 right after each exchange", this::asksWhoItIs),
                new Case("token-exchange.once", "§2 code, one use", this::redeemsOnce),
                new Case("token-exchange.missing-code", URL_ROW, this::refusesNothing),
                new Case("token-exchange.refused-code", URL_ROW, this::reportsRefusedCode),
                new Case("token-exchange.discreet", "§1.2 never show the code", this::keepsTheCodeToItself));
    }

    private Finding takes(CodeEncoding encoding, String words) {
        return Answers.successOr(
                arrivals.arrive(encoding).answer(),
                "a code sent as " + words + " is not taken; Ring may send a form, JSON or no content type at all");
    }

    private Finding redeems() {
        return arrivals.shared()
                .map(arrival -> arrivals.redemption(arrival)
                        .map(call -> Finding.pass(
                                "redeemed " + Answers.seconds(age(arrival, call)) + " after the code was made"))
                        .orElseGet(() -> Finding.fail(whyNotRedeemed(arrival))))
                .orElse(Arrivals.NOBODY);
    }

    /** The code was made in the moment of the installation. */
    private static Duration age(Arrival arrival, Exchange call) {
        return Duration.between(
                arrival.installation().updatedAt(), call.heading().at());
    }

    private String whyNotRedeemed(Arrival arrival) {
        Optional<Exchange> refused = ring.callsSince(arrival.mark()).stream()
                .filter(call -> call.heading().endpoint().startsWith("token"))
                .findFirst();
        if (refused.isEmpty()) {
            return "no call to the token endpoint came within " + Answers.seconds(patience.action())
                    + ": does the back end use " + ringUrl + " as Ring's OAuth host?";
        }
        Exchange.Reply reply = refused.get().reply();
        String hint = Integer.valueOf(401).equals(reply.status())
                ? "; the partner and this run must have the same client id and secret"
                : "";
        return "Ring refused the redemption with " + reply.status() + " " + reply.body() + hint;
    }

    private Finding asksWhoItIs() {
        return arrivals.shared()
                .map(arrival -> arrivals.usersMe(arrival)
                        .map(call -> Finding.pass("asked " + call.request().url() + " with the new access token"))
                        .orElseGet(() -> Finding.fail("GET /v1/users/me was not asked within "
                                + Answers.seconds(patience.action())
                                + ": without the account id no nonce can be matched")))
                .orElse(Arrivals.NOBODY);
    }

    private Finding redeemsOnce() {
        Optional<Arrival> fresh = arrivals.fresh();
        if (fresh.isEmpty()) {
            return Arrivals.NOBODY;
        }
        Arrival arrival = fresh.get();
        if (arrivals.redemption(arrival).isEmpty()) {
            return Finding.skip("the code was not redeemed at all, see token-exchange.redeems");
        }
        PartnerAnswer repeated = partner.handOver(arrival.installation().subject(), arrival.code(), arrival.encoding());
        if (Waiting.until(() -> redemptions(arrival) > 1, patience.quiet())) {
            return Finding.fail("the same code was redeemed " + redemptions(arrival)
                    + " times: Ring then revokes the tokens that it gave for it");
        }
        return Answers.isSuccess(repeated)
                ? Finding.pass("redeemed once, and the same code again was " + Answers.describe(repeated))
                : Finding.warn("redeemed once, but the partner " + Answers.describe(repeated)
                        + " to the same code again: a repetition by Ring would look like a failure");
    }

    private int redemptions(Arrival arrival) {
        return ring.calls(arrival.installation(), ENDPOINT).size();
    }

    private Finding refusesNothing() {
        PartnerAnswer answer = partner.handOverNothing();
        if (Answers.isWithin(answer, 400, 499)) {
            return Finding.pass(Answers.describe(answer) + " to a request without a code");
        }
        return Answers.isServerError(answer)
                ? Finding.warn(Answers.describe(answer) + " to a request without a code: 4xx would say whose mistake")
                : Finding.fail(Answers.describe(answer) + " to a request without a code: 4xx is expected");
    }

    private Finding reportsRefusedCode() {
        PartnerAnswer answer = handOverUnknownCode(unknownCode());
        if (!Answers.isAnswered(answer)) {
            return Finding.fail(Answers.describe(answer) + ", to a code that Ring refuses");
        }
        return Answers.isWithin(answer, 400, 599)
                ? Finding.pass(Answers.describe(answer) + " to a code that Ring refuses")
                : Finding.warn(Answers.describe(answer) + " to a code that Ring refuses: Ring takes the exchange for"
                        + " done and sends the user on");
    }

    private Finding keepsTheCodeToItself() {
        String unknown = unknownCode();
        if (shows(handOverUnknownCode(unknown), unknown)) {
            return Finding.fail("the answer to a code that Ring refuses repeats the code");
        }
        return arrivals.fresh()
                .map(arrival -> shows(arrival.answer(), arrival.code())
                        ? Finding.fail("the answer to a good code repeats the code")
                        : Finding.pass("no answer repeats the code"))
                .orElse(Arrivals.NOBODY);
    }

    private PartnerAnswer handOverUnknownCode(String code) {
        CodeEncoding encoding = arrivals.shared().map(Arrival::encoding).orElse(CodeEncoding.FORM);
        return partner.handOver(Subject.UNKNOWN, code, encoding);
    }

    private static String unknownCode() {
        return "us-east-1-rsim." + RandomText.base62(40);
    }

    private static boolean shows(PartnerAnswer answer, String code) {
        return answer instanceof Answered answered
                && (answered.body().contains(code)
                        || answered.headers().toString().contains(code));
    }
}
