package dev.linkhub.linking;

import dev.linkhub.grant.Grants;
import dev.linkhub.grant.PoolEntry;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.ring.RingSignatures;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Finds whose nonce it is, by computing it for every account that it can be for ({@code ring-contract.md} §4). */
@Singleton
class NonceSearch {

    /** What others claimed longer ago than a nonce lives cannot be why there is nothing left for this one. */
    private static final Duration NONCE_LIVES = Duration.ofMinutes(10);

    private final PartnerApps apps;
    private final Grants grants;
    private final LinkRows links;

    NonceSearch(PartnerApps apps, Grants grants, LinkRows links) {
        this.apps = apps;
        this.grants = grants;
        this.links = links;
    }

    /** Over the whole pool whether or not something matched before, so that the time tells nothing. Newest wins. */
    Found find(PartnerApp app, LinkingFlow flow, Secret nonce, String householdId) {
        Secret hmacKey = apps.credentials(app.scope(), app.appId()).hmacKey();
        Found found = new Nothing();
        for (AccountLink link : links.nonceCandidates(
                app.tenantId(),
                app.appId(),
                flow.environment(),
                householdId,
                flow.createdAt().minus(NONCE_LIVES))) {
            if (RingSignatures.nonceMatches(hmacKey, flow.nonceTime(), link.ringAccountId(), nonce)) {
                found = link.householdId().equals(householdId) ? new OwnLink(link) : new OthersLink();
            }
        }
        Optional<PoolEntry> inPool = inPool(app, flow, nonce, hmacKey);
        return inPool.isPresent() ? new InPool(inPool.get()) : found;
    }

    /** Over the whole pool, as {@link #find}; existing links do not count. */
    Optional<PoolEntry> findInPool(PartnerApp app, LinkingFlow flow, Secret nonce) {
        return inPool(
                app, flow, nonce, apps.credentials(app.scope(), app.appId()).hmacKey());
    }

    private Optional<PoolEntry> inPool(PartnerApp app, LinkingFlow flow, Secret nonce, Secret hmacKey) {
        Optional<PoolEntry> newest = Optional.empty();
        for (PoolEntry entry : grants.pool(app, flow.environment())) {
            boolean matches = RingSignatures.nonceMatches(hmacKey, flow.nonceTime(), entry.ringAccountId(), nonce);
            if (matches && newest.isEmpty()) {
                newest = Optional.of(entry);
            }
        }
        return newest;
    }

    /** What was found. A grant in the pool beats an existing link: it is a reconnect. */
    sealed interface Found {}

    record InPool(PoolEntry entry) implements Found {}

    record OwnLink(AccountLink link) implements Found {}

    record OthersLink() implements Found {}

    record Nothing() implements Found {}
}
