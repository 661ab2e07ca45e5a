package dev.linkhub.simulator.check;

import dev.linkhub.simulator.check.Arrivals.Arrival;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.Redirect;
import dev.linkhub.simulator.partner.PartnerAnswer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The Account Link URL as a browser sees it before anybody has signed in. */
final class AccountLinkCases {

    private static final Duration EXPIRED = Duration.ofMinutes(11);
    private static final String PAGE_ROW = "§1.2 Account Link URL";
    private static final String NONCE_ROW = "§4 matching, error pages";

    private final RingSide ring;
    private final PartnerSide partner;
    private final Arrivals arrivals;
    private final Patience patience;

    AccountLinkCases(RingSide ring, PartnerSide partner, Arrivals arrivals, Patience patience) {
        this.ring = ring;
        this.partner = partner;
        this.arrivals = arrivals;
        this.patience = patience;
    }

    List<Case> cases() {
        return List.of(
                new Case("link.page", PAGE_ROW, () -> withUser(this::page)),
                new Case("link.no-claim", "§4 not before sign-in", () -> withUser(this::noClaim)),
                new Case("link.expired", NONCE_ROW, () -> withUser(this::expired)),
                new Case("link.wrong-nonce", NONCE_ROW, () -> withUser(this::wrongNonce)),
                new Case("link.bare", PAGE_ROW, this::bare));
    }

    private Finding withUser(Function<Installation, Finding> work) {
        return arrivals.shared().map(Arrival::installation).map(work).orElse(Arrivals.NOBODY);
    }

    private Finding page(Installation installation) {
        PartnerAnswer answer = partner.open(installation, ring.redirect(installation));
        return Answers.isWithin(answer, 200, 399)
                ? Finding.pass(Answers.describe(answer))
                : Finding.fail(Answers.describe(answer) + ": the user who comes to sign in sees an error");
    }

    private Finding noClaim(Installation installation) {
        long mark = ring.mark();
        partner.open(installation, ring.redirect(installation));
        boolean claimed = Waiting.until(
                () -> ring.callsSince(mark).stream()
                        .anyMatch(call -> call.heading().endpoint().startsWith("app_integrations")),
                patience.quiet());
        return claimed
                ? Finding.fail("app-integrations was called though nobody had signed in: whoever opens the address"
                        + " takes the account")
                : Finding.pass("opening the page claims nothing");
    }

    private Finding expired(Installation installation) {
        PartnerAnswer answer = partner.open(
                installation, ring.redirectAt(installation, ring.now().minus(EXPIRED)));
        if (Answers.isWithin(answer, 400, 499)) {
            return Finding.pass(Answers.describe(answer) + " to a time that is 11 minutes old");
        }
        return Answers.isWithin(answer, 200, 399)
                ? Finding.warn(Answers.describe(answer) + " to a time that is 11 minutes old: see for yourself that the"
                        + " page says how to start again")
                : Finding.fail(
                        Answers.describe(answer) + " to a time that is 11 minutes old: an error page is expected");
    }

    private Finding wrongNonce(Installation installation) {
        Redirect good = ring.redirect(installation);
        String reversed = new StringBuilder(good.nonce()).reverse().toString();
        PartnerAnswer wellFormed = partner.open(installation, new Redirect(reversed, good.time()));
        return surviving(wellFormed, "to a nonce that matches nobody");
    }

    private Finding bare() {
        return surviving(partner.openBare(), "without nonce and time");
    }

    private static Finding surviving(PartnerAnswer answer, String words) {
        return Answers.isWithin(answer, 200, 499)
                ? Finding.pass(Answers.describe(answer) + " " + words)
                : Finding.fail(Answers.describe(answer) + " " + words + ": a page with instructions is expected");
    }
}
