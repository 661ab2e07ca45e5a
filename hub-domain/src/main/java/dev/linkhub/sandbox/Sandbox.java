package dev.linkhub.sandbox;

import dev.linkhub.audit.Actor;
import dev.linkhub.partnerapp.AppAddresses;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.refusal.Conflict;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.refusal.Unavailable;
import dev.linkhub.ring.SimulatedInstallation;
import dev.linkhub.ring.SimulatedRing;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The third environment of each app: the whole journey against the hub's simulator, with credentials that the hub makes. The
 * simulator is one for all tenants, so nobody but the hub gets at it, and each app sees its own installations only.
 *
 * <p>All methods throw {@link Unavailable} where the hub has no simulator or it does not answer.
 */
@Singleton
public class Sandbox {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final int MOST_USERS = 20;
    private static final int MOST_INSTALLATIONS = 50;

    private final SimulatedRing ring;
    private final PartnerApps apps;
    private final AppAddresses addresses;

    Sandbox(SimulatedRing ring, PartnerApps apps, AppAddresses addresses) {
        this.ring = ring;
        this.apps = apps;
        this.addresses = addresses;
    }

    /**
     * Has a user install the app: the simulator posts a code and sends the first webhooks before this returns.
     *
     * @throws InvalidInput for bad fields, and for an account that never had this app
     * @throws Conflict if there are too many users, or too many installations that are not removed
     */
    public SimulatedInstallation install(PartnerApp app, SandboxUser user, Actor by) {
        user.check();
        ring.requireThere();
        PartnerApp sandbox = known(apps.sandboxOf(app, by));
        List<SimulatedInstallation> installations = ring.installations(sandbox.appId());
        if (installations.size() >= MOST_INSTALLATIONS) {
            ring.forget(installations.stream()
                    .filter(Sandbox::isRemoved)
                    .findFirst()
                    .orElseThrow(
                            () -> new Conflict("The app is installed %d times in its sandbox. Remove it once first."
                                    .formatted(MOST_INSTALLATIONS))));
        }
        return ring.install(account(user, installations), sandbox.appId());
    }

    /** All installations of the app, oldest first: 50 at most. */
    public List<SimulatedInstallation> installations(PartnerApp app) {
        return apps.findSandbox(app)
                .map(sandbox -> ring.installations(sandbox.appId()))
                .orElseGet(List::of);
    }

    /**
     * One of them.
     *
     * @throws NotFound if this app has no such installation
     */
    public SimulatedInstallation get(PartnerApp app, String id) {
        PartnerApp sandbox = apps.findSandbox(app).orElseThrow(NotFound::new);
        return ring.find(id)
                .filter(installation -> installation.app().equals(sandbox.appId()))
                .orElseThrow(NotFound::new);
    }

    /** The user taps "Sign in" once more: a new address for the browser, good for ten minutes. */
    public SimulatedInstallation signIn(PartnerApp app, String id) {
        return ring.signIn(get(app, id));
    }

    /** The user removes the app. */
    public SimulatedInstallation remove(PartnerApp app, String id) {
        return ring.remove(get(app, id));
    }

    /** Somebody rings at the user's door. */
    public SimulatedInstallation press(PartnerApp app, String id) {
        SimulatedInstallation installation = get(app, id);
        ring.press(installation);
        return installation;
    }

    /** Has the simulator forget an app that has been deleted; where it cannot be reached, it keeps its side. */
    public void forget(PartnerApp sandbox) {
        try {
            ring.forgetApp(sandbox.appId());
        } catch (Unavailable e) {
            LOG.warn("The simulator still knows the deleted sandbox {}: {}", sandbox.appId(), e.getMessage());
        }
    }

    private static boolean isRemoved(SimulatedInstallation installation) {
        return installation.status().equals("removed");
    }

    private String account(SandboxUser user, List<SimulatedInstallation> installations) {
        List<String> accounts = installations.stream()
                .map(SimulatedInstallation::ringAccountId)
                .distinct()
                .toList();
        if (user.account() == null) {
            if (accounts.size() >= MOST_USERS) {
                throw new Conflict("The sandbox of this app has %d users. Name one of them as account to install again."
                        .formatted(MOST_USERS));
            }
            return ring.newUser(user.firstName(), user.lastName(), user.email());
        }
        if (!accounts.contains(user.account())) {
            throw new InvalidInput(
                    "account", "the ring_account_id of one of this app's sandbox installations, or nothing");
        }
        return user.account();
    }

    /** A simulator that has forgotten the app, or knew it by other addresses, is told. A pause ends with the code that follows. */
    private PartnerApp known(PartnerApp sandbox) {
        ring.register(
                sandbox.appId(),
                sandbox.name(),
                apps.credentials(sandbox.scope(), sandbox.appId()),
                addresses.of(sandbox, Environment.SANDBOX));
        return sandbox;
    }
}
