package dev.linkhub.simulator.check;

import dev.linkhub.simulator.check.Arrivals.Arrival;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.partner.PartnerAnswer;
import dev.linkhub.simulator.trace.Exchange;
import dev.linkhub.simulator.webhook.EventDraft;
import dev.linkhub.simulator.webhook.WebhookEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The user removes the app: tokens are revoked, then the partner is told. One removal serves all cases. */
final class RemovalCases {

    private static final String ROW = "§7 app_integration_removed";

    private final RingSide ring;
    private final PartnerSide partner;
    private final Arrivals arrivals;
    private final Patience patience;
    private @Nullable Removal removal;

    private record Removal(Installation installation, WebhookEvent event, PartnerAnswer answer, long mark) {}

    RemovalCases(RingSide ring, PartnerSide partner, Arrivals arrivals, Patience patience) {
        this.ring = ring;
        this.partner = partner;
        this.arrivals = arrivals;
        this.patience = patience;
    }

    List<Case> cases() {
        return List.of(
                new Case("removal.answered", ROW, () -> withRemoval(this::answered)),
                new Case("removal.repeated", ROW, () -> withRemoval(this::repeated)),
                new Case("removal.no-calls", "§7 do not call Ring", () -> withRemoval(this::noCalls)));
    }

    private Finding withRemoval(Function<Removal, Finding> work) {
        return removed().map(work).orElse(Arrivals.NOBODY);
    }

    private Optional<Removal> removed() {
        if (removal != null) {
            return Optional.of(removal);
        }
        Optional<Removal> made = arrivals.fresh().map(this::remove);
        removal = made.orElse(null);
        return made;
    }

    /** Not before the partner holds tokens: otherwise there is nothing that it could go on using. */
    private Removal remove(Arrival arrival) {
        arrivals.redemption(arrival);
        arrivals.usersMe(arrival);
        Installation installation = arrival.installation();
        ring.remove(installation);
        WebhookEvent event = ring.event(installation, EventDraft.of("app_integration_removed"));
        long mark = ring.mark();
        return new Removal(installation, event, tell(event), mark);
    }

    private Finding answered(Removal removed) {
        return Answers.successOr(removed.answer(), "the removal counts as not delivered");
    }

    private Finding repeated(Removal removed) {
        return Answers.successOr(
                tell(removed.event()), "the same removal again must find nothing to do rather than fail");
    }

    /**
     * A late event about the removed account is what tempts a partner most to ask Ring about it. One question at the removal
     * itself is another thing: whoever linked a moment ago cannot tell by the clock alone whether the removal came before.
     */
    private Finding noCalls(Removal removed) {
        Installation installation = removed.installation();
        Waiting.until(() -> calls(removed, removed.mark()).size() > 1, patience.quiet());
        List<Exchange> atOnce = calls(removed, removed.mark());
        long later = ring.mark();
        String device = installation.placement().devices().getFirst();
        tell(ring.event(installation, EventDraft.of("device_added", device)));
        Waiting.until(() -> !calls(removed, later).isEmpty(), patience.quiet());
        List<Exchange> afterwards = calls(removed, later);
        if (!afterwards.isEmpty()) {
            return Finding.fail("the revoked tokens were used: " + described(afterwards.getFirst()));
        }
        if (atOnce.isEmpty()) {
            return Finding.pass("no call with the revoked tokens followed");
        }
        return atOnce.size() == 1 && atOnce.getFirst().heading().endpoint().equals("users_me")
                ? Finding.warn(
                        "asked once, at the removal, whether the tokens still live (" + described(atOnce.getFirst())
                                + "): good where a removal may be older than the link, and nothing else may follow")
                : Finding.fail("the revoked tokens were used: " + described(atOnce.getLast()));
    }

    private static String described(Exchange call) {
        return call.request().method() + " " + call.request().url() + " was answered with "
                + call.reply().status();
    }

    private List<Exchange> calls(Removal removed, long mark) {
        return ring.callsSince(mark).stream()
                .filter(call -> removed.installation()
                        .id()
                        .equals(call.heading().subject().installation()))
                .toList();
    }

    private PartnerAnswer tell(WebhookEvent event) {
        return partner.tell(event, event.body(), ring.signature(event.body().bytes()));
    }
}
