package dev.linkhub.simulator.journey;

import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.integration.Installations;
import dev.linkhub.simulator.integration.Placement;
import dev.linkhub.simulator.integration.Redirect;
import dev.linkhub.simulator.oauth.Holder;
import dev.linkhub.simulator.oauth.Tokens;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.settings.CodeEncoding;
import dev.linkhub.simulator.settings.CurrentSettings;
import dev.linkhub.simulator.settings.WebhookOrder;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a user can do with an app in the Ring app (ring-contract.md §1.2, §7). */
public final class Journey {

    private final Installations installations;
    private final Tokens tokens;
    private final CodeDelivery codes;
    private final Announcements announcements;
    private final CurrentSettings settings;
    private final InstantSource clock;

    public Journey(
            Installations installations,
            Tokens tokens,
            CodeDelivery codes,
            Announcements announcements,
            CurrentSettings settings,
            InstantSource clock) {
        this.installations = installations;
        this.tokens = tokens;
        this.codes = codes;
        this.announcements = announcements;
        this.settings = settings;
        this.clock = clock;
        codes.onTaken(this::taken);
    }

    /**
     * Consent, code, device selection, redirect. While the partner has not taken the code, the journey stops there: no
     * device is announced and nobody is redirected.
     */
    public Installation install(Consent consent) {
        requireUrls(consent.app(), consent.environment());
        Installation installation = installations.install(
                new Placement(
                        consent.app().id(),
                        consent.environment(),
                        consent.account().id(),
                        consent.devices()),
                clock.instant());
        WebhookOrder order = settings.get().journey().webhookOrder();
        if (order == WebhookOrder.DEVICES_BEFORE_CODE) {
            announcements.devicesAdded(installation);
        }
        deliverCode(
                consent.app(),
                installation,
                consent.encoding(),
                switch (order) {
                    case CODE_BEFORE_DEVICES -> Sequel.DEVICES_AND_REDIRECT;
                    case DEVICES_BEFORE_CODE -> Sequel.REDIRECT;
                });
        return installation;
    }

    /** A tap on "Sign in": a new nonce and time, preceded by a new code if {@code newCode}. */
    public Redirect signIn(RingApp app, Installation installation, boolean newCode) {
        refuseIfOver(installation);
        requireUrls(app, installation.placement().environment());
        if (newCode) {
            deliverCode(app, installation, null, Sequel.NOTHING);
        }
        return redirect(app, installation);
    }

    /** Where the user's browser goes with the latest redirect; empty where there was none. */
    public Optional<String> accountLinkUrl(RingApp app, Installation installation) {
        return app.urls(installation.placement().environment())
                .flatMap(urls -> installation.latestRedirect().map(redirect -> {
                    String base = urls.accountLink().toString();
                    String separator = urls.accountLink().getRawQuery() == null ? "?" : "&";
                    return base + separator + "nonce=" + redirect.nonce() + "&time=" + redirect.time();
                }));
    }

    /** Ends the tokens, then tells the partner as {@code notice} says. */
    public void remove(Installation installation, RemovalNotice notice, boolean keepTokens) {
        if (!installation.remove(clock.instant())) {
            throw new Unprocessable("installation", "has been removed already");
        }
        if (!keepTokens) {
            tokens.revoke(installation.id());
        }
        announcements.removed(installation, notice);
    }

    /** Ends the tokens without a word to the partner. */
    public void revoke(Installation installation) {
        tokens.revoke(installation.id());
    }

    /**
     * Breaks the link, as Ring does for reasons of its own: the user can only remove the app and install it again.
     * That the tokens may live on, and that the partner hears nothing, are inferred (ring-contract.md §7).
     */
    public void breakDown(Installation installation, boolean keepTokens) {
        if (!installation.breakDown(clock.instant())) {
            throw new Unprocessable("installation", "is " + Choice.name(installation.status()) + " already");
        }
        if (!keepTokens) {
            tokens.revoke(installation.id());
        }
    }

    /** Undoes {@link #breakDown}, tokens excepted. */
    public void recover(Installation installation) {
        if (!installation.recover(clock.instant())) {
            throw new Unprocessable("installation", "is not unhealthy: it is " + Choice.name(installation.status()));
        }
    }

    private void deliverCode(RingApp app, Installation installation, @Nullable CodeEncoding encoding, Sequel sequel) {
        Placement placement = installation.placement();
        String code = tokens.issueCode(new Holder(placement.app(), placement.account(), installation.id()));
        codes.deliver(new CodeDelivery.Parcel(app, installation, code, encoding, sequel));
    }

    private void taken(CodeDelivery.Parcel parcel) {
        switch (parcel.sequel()) {
            case NOTHING -> {}
            case REDIRECT -> redirect(parcel.app(), parcel.installation());
            case DEVICES_AND_REDIRECT -> {
                announcements.devicesAdded(parcel.installation());
                redirect(parcel.app(), parcel.installation());
            }
        }
    }

    private Redirect redirect(RingApp app, Installation installation) {
        return installations.redirect(installation, app.credentials().key(), clock.instant());
    }

    private static void refuseIfOver(Installation installation) {
        if (installation.status() == InstallationStatus.REMOVED) {
            throw new Unprocessable("installation", "has been removed; install the app again");
        }
        if (installation.status() == InstallationStatus.UNHEALTHY) {
            throw new Unprocessable("installation", "is unhealthy; remove the app and install it again");
        }
    }

    /**
     * What a journey there cannot do without.
     *
     * @throws Unprocessable naming the environments that have addresses, if this has none
     */
    public static void requireUrls(RingApp app, RingEnvironment environment) {
        if (app.urls(environment).isEmpty()) {
            throw new Unprocessable("environment", "the app has no addresses there; it has: " + app.environmentNames());
        }
    }
}
