package dev.linkhub.simulator.integration;

import dev.linkhub.simulator.app.SigningKey;
import dev.linkhub.simulator.integration.InstallationSnapshot.KeptExchange;
import dev.linkhub.simulator.integration.InstallationSnapshot.KeptLinking;
import dev.linkhub.simulator.integration.InstallationSnapshot.KeptStatus;
import dev.linkhub.simulator.settings.Repost;
import dev.linkhub.simulator.trace.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An app in a user's Ring account: what it may see, and how far linking has come. */
public final class Installation {

    private final String id;
    private final Map<String, Instant> sharedSince = new HashMap<>();
    private final List<Redirect> redirects = new ArrayList<>();
    private final Set<String> acceptedNonces = new LinkedHashSet<>();
    private Placement placement;
    private InstallationStatus status = InstallationStatus.PENDING;
    private InstallationStatus statusInHealth = InstallationStatus.PENDING;
    private @Nullable TokenExchange tokenExchange;
    private int exchanges;
    private @Nullable String accountIdentifier;
    private Instant updatedAt;
    private boolean announced;
    private boolean identified;
    private @Nullable String nonceTrouble;

    Installation(String id, Placement placement, Instant now) {
        this.id = id;
        this.placement = placement;
        this.updatedAt = now;
        placement.devices().forEach(device -> sharedSince.put(device, now));
    }

    Installation(InstallationSnapshot snapshot) {
        id = snapshot.id();
        placement = snapshot.placement();
        sharedSince.putAll(snapshot.sharedSince());
        status = snapshot.status().now();
        statusInHealth = snapshot.status().inHealth();
        updatedAt = snapshot.status().updatedAt();
        redirects.addAll(snapshot.linking().redirects());
        acceptedNonces.addAll(snapshot.linking().acceptedNonces());
        accountIdentifier = snapshot.linking().accountIdentifier();
        announced = snapshot.linking().announced();
        identified = snapshot.linking().identified();
        nonceTrouble = snapshot.linking().nonceTrouble();
        tokenExchange = snapshot.exchange().latest();
        exchanges = snapshot.exchange().begun();
    }

    synchronized InstallationSnapshot snapshot() {
        return new InstallationSnapshot(
                id,
                placement,
                sharedSince,
                new KeptStatus(status, statusInHealth, updatedAt),
                new KeptLinking(
                        redirects, List.copyOf(acceptedNonces), accountIdentifier, announced, identified, nonceTrouble),
                new KeptExchange(tokenExchange, exchanges));
    }

    public String id() {
        return id;
    }

    public synchronized Placement placement() {
        return placement;
    }

    public Subject subject() {
        return placement().subject(id);
    }

    public synchronized InstallationStatus status() {
        return status;
    }

    /** Whether the partner has confirmed the link and the user has not ended it. */
    public synchronized boolean isConfirmed() {
        return status == InstallationStatus.AWAITING || status == InstallationStatus.COMPLETED;
    }

    /** When the user let the app see a device; empty if it may not. */
    public synchronized Optional<Instant> sharedSince(String device) {
        return Optional.ofNullable(sharedSince.get(device));
    }

    /** Lets the app see a device from now on. Returns false if it may already, or if the app has been removed. */
    public synchronized boolean share(String device, Instant now) {
        if (status == InstallationStatus.REMOVED || sharedSince.containsKey(device)) {
            return false;
        }
        sharedSince.put(device, now);
        List<String> more = new ArrayList<>(placement.devices());
        more.add(device);
        placement = placement.sharing(more);
        return true;
    }

    /** Returns false if the app could not see it anyway. */
    public synchronized boolean unshare(String device) {
        if (status == InstallationStatus.REMOVED || sharedSince.remove(device) == null) {
            return false;
        }
        placement = placement.sharing(placement.devices().stream()
                .filter(other -> !other.equals(device))
                .toList());
        return true;
    }

    public synchronized Optional<TokenExchange> tokenExchange() {
        return Optional.ofNullable(tokenExchange);
    }

    /** A code goes out, or again. Returns which token exchange of this installation that begins. */
    public synchronized int beginExchange() {
        return ++exchanges;
    }

    public synchronized void exchanged(TokenExchange result) {
        tokenExchange = result;
    }

    /** Whether nothing has come after that token exchange: neither a removal nor another one. */
    public synchronized boolean isStillAt(int exchange) {
        return status != InstallationStatus.REMOVED && exchanges <= exchange;
    }

    /** The partner has asked whose tokens it holds. */
    public synchronized void identified() {
        identified = true;
    }

    synchronized boolean isIdentified() {
        return identified;
    }

    /** The partner posted a nonce that was refused for this reason. */
    synchronized void refused(String reason) {
        nonceTrouble = reason;
    }

    /** Why the latest nonce was refused; empty if none was since the latest redirect. */
    synchronized Optional<String> nonceTrouble() {
        return Optional.ofNullable(nonceTrouble);
    }

    /** Whether the nonce was confirmed and the link has never been completed since: not one that is paused. */
    synchronized boolean isHalfDone() {
        return status == InstallationStatus.AWAITING && !announced;
    }

    public synchronized Optional<String> accountIdentifier() {
        return Optional.ofNullable(accountIdentifier);
    }

    public synchronized Instant updatedAt() {
        return updatedAt;
    }

    synchronized List<Redirect> redirects() {
        return List.copyOf(redirects);
    }

    public synchronized Optional<Redirect> latestRedirect() {
        return redirects.isEmpty() ? Optional.empty() : Optional.of(redirects.getLast());
    }

    synchronized boolean hasRedirectOf(long time) {
        return redirects.stream().anyMatch(redirect -> redirect.time() == time);
    }

    /** A new nonce over {@code time} (epoch ms). */
    synchronized Redirect redirect(SigningKey key, long time) {
        Redirect redirect = new Redirect(key.nonce(Long.toString(time), placement.account()), time);
        redirects.add(redirect);
        nonceTrouble = null;
        return redirect;
    }

    /** Returns false if it had been removed before. */
    public synchronized boolean remove(Instant now) {
        boolean present = status != InstallationStatus.REMOVED;
        status = InstallationStatus.REMOVED;
        updatedAt = now;
        return present;
    }

    /** Returns false if it is removed or unhealthy already. */
    public synchronized boolean breakDown(Instant now) {
        if (status == InstallationStatus.REMOVED || status == InstallationStatus.UNHEALTHY) {
            return false;
        }
        statusInHealth = status;
        status = InstallationStatus.UNHEALTHY;
        updatedAt = now;
        return true;
    }

    /** Back to the status before it broke down; returns false if it is not unhealthy. */
    public synchronized boolean recover(Instant now) {
        if (status != InstallationStatus.UNHEALTHY) {
            return false;
        }
        status = statusInHealth;
        updatedAt = now;
        return true;
    }

    synchronized Confirmation confirm(String nonce, @Nullable String identifier, Instant now, Repost repost) {
        if (status == InstallationStatus.REMOVED) {
            return new Confirmation.Removed();
        }
        if (status == InstallationStatus.UNHEALTHY) {
            return new Confirmation.InvalidTransition(status);
        }
        Optional<Redirect> match = redirects.stream()
                .filter(redirect -> MessageDigest.isEqual(
                        redirect.nonce().getBytes(StandardCharsets.UTF_8), nonce.getBytes(StandardCharsets.UTF_8)))
                .findFirst();
        if (match.isEmpty()) {
            return new Confirmation.UnknownNonce();
        }
        if (acceptedNonces.contains(nonce)) {
            return switch (repost) {
                case IDEMPOTENT -> new Confirmation.Accepted(status, true);
                case REFUSED -> new Confirmation.InvalidNonce("this nonce has been used");
            };
        }
        if (!match.get().isFresh(now)) {
            return new Confirmation.InvalidNonce("this nonce is older than 600 s");
        }
        acceptedNonces.add(nonce);
        status = InstallationStatus.AWAITING;
        announced = false;
        accountIdentifier = identifier == null ? accountIdentifier : identifier;
        updatedAt = now;
        return new Confirmation.Accepted(status, false);
    }

    /** Either argument may be null: then it stays as it is. */
    synchronized Progress update(@Nullable InstallationStatus newStatus, @Nullable String identifier, Instant now) {
        if (status == InstallationStatus.REMOVED) {
            return new Progress.Removed();
        }
        if (status == InstallationStatus.PENDING || status == InstallationStatus.UNHEALTHY) {
            return new Progress.InvalidTransition(status);
        }
        boolean completed = newStatus == InstallationStatus.COMPLETED && !announced;
        announced = announced || completed;
        status = newStatus == null ? status : newStatus;
        accountIdentifier = identifier == null ? accountIdentifier : identifier;
        updatedAt = now;
        return new Progress.Updated(completed);
    }
}
