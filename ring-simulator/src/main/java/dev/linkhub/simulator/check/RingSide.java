package dev.linkhub.simulator.check;

import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.account.Person;
import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.Placement;
import dev.linkhub.simulator.integration.Redirect;
import dev.linkhub.simulator.oauth.Holder;
import dev.linkhub.simulator.trace.Exchange;
import dev.linkhub.simulator.trace.Exchange.Direction;
import dev.linkhub.simulator.webhook.Addressee;
import dev.linkhub.simulator.webhook.EventDraft;
import dev.linkhub.simulator.webhook.Signature;
import dev.linkhub.simulator.webhook.WebhookEvent;
import dev.linkhub.simulator.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What Ring does in a run, and what it heard of the partner. */
final class RingSide {

    private static final RingEnvironment ENVIRONMENT = RingEnvironment.STAGING;

    private final World world;
    private final RingApp app;

    RingSide(World world, PartnerUnderTest partner) {
        this.world = world;
        this.app = world.apps()
                .create(null, "Conformance run", partner.credentials(), Map.of(ENVIRONMENT, partner.registration()));
    }

    /** The app, just installed by a user whom the partner has never seen. */
    Installation install() {
        Device door = new Device(RingAccounts.newDeviceId(), "Front door", DeviceKind.DOORBELL);
        RingAccount account = world.accounts()
                .create(null, new Person("Check", "Conformance", "check@example.com", null), List.of(door));
        return world.installations()
                .install(new Placement(app.id(), ENVIRONMENT, account.id(), List.of(door.id())), now());
    }

    /** A new code in clear. */
    String code(Installation installation) {
        Placement placement = installation.placement();
        return world.tokens().issueCode(new Holder(placement.app(), placement.account(), installation.id()));
    }

    Redirect redirect(Installation installation) {
        return world.installations().redirect(installation, app.credentials().key(), now());
    }

    /** A redirect as it would have been at another moment; Ring itself does not know of it. */
    Redirect redirectAt(Installation installation, Instant moment) {
        long time = moment.toEpochMilli();
        String account = installation.placement().account();
        return new Redirect(app.credentials().key().nonce(Long.toString(time), account), time);
    }

    WebhookEvent event(Installation installation, EventDraft draft) {
        Placement placement = installation.placement();
        Addressee addressee =
                new Addressee(placement.app(), placement.environment(), placement.account(), installation.id());
        return world.events().make(addressee, draft, Signature.VALID);
    }

    /** Events of that type which Ring itself made for the installation. */
    List<WebhookEvent> events(Installation installation, String type) {
        return world.events().all().stream()
                .filter(event -> event.type().equals(type)
                        && installation.id().equals(event.addressee().installation()))
                .toList();
    }

    String signature(byte[] body) {
        return app.credentials().key().signature(body);
    }

    void remove(Installation installation) {
        installation.remove(now());
        world.tokens().revoke(installation.id());
    }

    Instant now() {
        return world.clock().instant();
    }

    /** The present end of the trace. */
    long mark() {
        return world.trace().latest(any -> true, 1).stream()
                .mapToLong(Exchange::id)
                .findFirst()
                .orElse(0);
    }

    /** Every call that the partner made after {@code mark}, whomever it was about. */
    List<Exchange> callsSince(long mark) {
        return world.trace()
                .matching(exchange -> exchange.id() > mark && exchange.heading().direction() == Direction.RECEIVED);
    }

    /** The partner's calls to that endpoint with a code or token of this installation. */
    List<Exchange> calls(Installation installation, String endpoint) {
        return world.trace()
                .matching(exchange -> exchange.heading().direction() == Direction.RECEIVED
                        && exchange.heading().endpoint().equals(endpoint)
                        && installation.id().equals(exchange.heading().subject().installation()));
    }
}
