package dev.linkhub.simulator.check;

import dev.linkhub.simulator.check.Arrivals.Arrival;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.trace.Exchange;
import dev.linkhub.simulator.webhook.EventState;
import dev.linkhub.simulator.webhook.WebhookEvent;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Linking to the end. Only a person can sign in at the partner; one sign-in serves all cases. */
final class LinkingCases {

    private static final Finding NOBODY_THERE =
            Finding.skip("needs somebody to sign in at the partner: run with --interactive or --wait");

    private static final Set<EventState> UNDECIDED = EnumSet.of(EventState.HELD, EventState.SENDING);

    private final RingSide ring;
    private final PartnerSide partner;
    private final Arrivals arrivals;
    private final Patience patience;
    private final Consumer<URI> person;
    private @Nullable Installation guided;

    /** {@code person} is handed the address to open in a browser; it need not wait until that was done. */
    LinkingCases(RingSide ring, PartnerSide partner, Arrivals arrivals, Patience patience, Consumer<URI> person) {
        this.ring = ring;
        this.partner = partner;
        this.arrivals = arrivals;
        this.patience = patience;
        this.person = person;
    }

    List<Case> cases() {
        return List.of(
                new Case("linking.confirmed", "§5 POST, §4 nonce", () -> withPerson(this::confirmed)),
                new Case("linking.completed", "§5 PATCH, mandatory", () -> withPerson(this::completed)),
                new Case("linking.account-identifier", "§5 masked name", () -> withPerson(this::identifier)),
                new Case("linking.announced", "§6 app_integration_added", () -> withPerson(this::announced)));
    }

    private Finding withPerson(Function<Installation, Finding> work) {
        if (patience.person().isZero()) {
            return NOBODY_THERE;
        }
        return guided().map(work).orElse(Arrivals.NOBODY);
    }

    private Optional<Installation> guided() {
        if (guided == null) {
            guided = arrivals.fresh().map(this::guide).orElse(null);
        }
        return Optional.ofNullable(guided);
    }

    private Installation guide(Arrival arrival) {
        arrivals.usersMe(arrival);
        Installation installation = arrival.installation();
        person.accept(partner.accountLink(ring.redirect(installation)));
        Waiting.until(() -> installation.status() == InstallationStatus.COMPLETED, patience.person());
        return installation;
    }

    private Finding confirmed(Installation installation) {
        List<Exchange> posts = ring.calls(installation, "app_integrations.post");
        if (posts.isEmpty()) {
            return Finding.fail("POST app-integrations never came: either nobody finished signing in, or the partner"
                    + " found no account for the nonce (HMAC-SHA256 over time:account id, key as text, base64url without"
                    + " padding)");
        }
        String wrong = mistakes(posts);
        if (posts.stream().noneMatch(LinkingCases::isAccepted)) {
            return Finding.fail("Ring refused POST app-integrations: " + wrong);
        }
        return wrong.isEmpty()
                ? Finding.pass("the nonce was accepted")
                : Finding.warn("the nonce was accepted, but not at once: " + wrong);
    }

    private Finding completed(Installation installation) {
        if (installation.status() == InstallationStatus.COMPLETED) {
            return Finding.pass("the link is completed");
        }
        String wrong = mistakes(ring.calls(installation, "app_integrations.patch"));
        String stays = installation.status() == InstallationStatus.AWAITING ? ": stays awaiting" : ": stays pending";
        return Finding.fail(
                wrong.isEmpty()
                        ? "PATCH with status completed never came within " + minutes(patience.person()) + stays
                        : "Ring refused PATCH app-integrations: " + wrong);
    }

    private Finding identifier(Installation installation) {
        Optional<String> identifier = installation.accountIdentifier();
        if (identifier.isEmpty()) {
            return Finding.warn("no account_identifier was given: the user cannot see which account was linked");
        }
        return identifier.get().contains("*") || identifier.get().contains("•")
                ? Finding.pass("the user sees " + identifier.get())
                : Finding.warn("the account_identifier is not masked with *");
    }

    private Finding announced(Installation installation) {
        if (installation.status() != InstallationStatus.COMPLETED) {
            return Finding.skip("the link was not completed, see linking.completed");
        }
        Waiting.until(
                () -> announcements(installation).anyMatch(state -> !UNDECIDED.contains(state)), patience.action());
        return announcements(installation).anyMatch(state -> state == EventState.DELIVERED)
                ? Finding.pass("app_integration_added was answered with 2xx")
                : Finding.fail("app_integration_added was not answered with 2xx");
    }

    private Stream<EventState> announcements(Installation installation) {
        return ring.events(installation, "app_integration_added").stream().map(WebhookEvent::state);
    }

    /** In the words of the simulator's own diagnosis where there is one. */
    private static String mistakes(List<Exchange> calls) {
        return calls.stream()
                .filter(call -> !isAccepted(call))
                .map(call -> call.reply().status() + " "
                        + (call.remarks().isEmpty() ? call.reply().body() : String.join(", ", call.remarks())))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static boolean isAccepted(Exchange call) {
        return Integer.valueOf(200).equals(call.reply().status());
    }

    private static String minutes(Duration duration) {
        return duration.toMillis() < 60_000 ? Answers.seconds(duration) : duration.toMinutes() + " min";
    }
}
