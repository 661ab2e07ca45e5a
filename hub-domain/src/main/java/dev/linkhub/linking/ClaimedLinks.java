package dev.linkhub.linking;

import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.id.PublicIds;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes a claimed grant into a link, new or revived. All in the caller's transaction and under the account's lock. */
@Singleton
class ClaimedLinks {

    /** The process that claims also goes on at once; a worker comes by in case it dies. */
    private static final Duration WORKER_LOOKS_AFTER = Duration.ofSeconds(15);

    private final LinkRows rows;
    private final LinkSeals seals;
    private final Grants grants;
    private final ClaimRecords records;
    private final PublicIds ids;
    private final Clock clock;

    ClaimedLinks(LinkRows rows, LinkSeals seals, Grants grants, ClaimRecords records, PublicIds ids, Clock clock) {
        this.rows = rows;
        this.seals = seals;
        this.grants = grants;
        this.records = records;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether this household has a link on this grant that Ring has not confirmed and no longer takes the nonce for. */
    boolean isUnfinished(RingGrant grant, String householdId) {
        return rows.ofGrant(grant.tenantId(), grant.grantId())
                .filter(link -> grant.state() == GrantState.CLAIMED)
                .filter(link -> link.state() == LinkState.INCOMPLETE
                        && link.householdId().equals(householdId))
                .isPresent();
    }

    /** Why there is nothing to claim of an account: somebody has it, or nobody can. */
    NonceMatch whoHas(PartnerApp app, Environment environment, String ringAccountId, String householdId) {
        return rows.currentOfAccount(app.tenantId(), app.appId(), environment, ringAccountId)
                .<NonceMatch>map(link -> link.householdId().equals(householdId)
                        ? new NonceMatch.AlreadyLinked(link.linkId())
                        : new NonceMatch.ClaimedByAnother())
                .orElse(new NonceMatch.NoMatch());
    }

    /** Claims the grant and answers the link's id: the old one if this household had this account before. */
    String claim(RingGrant grant, String ringAccountId, String householdId, String accountIdentifier, Secret nonce) {
        Instant now = clock.instant();
        grants.claim(grant.scope(), grant.grantId());
        List<AccountLink> ofAccount =
                rows.lockOfAccount(grant.tenantId(), grant.appId(), grant.environment(), ringAccountId);
        Optional<AccountLink> own = Optional.empty();
        for (AccountLink link : ofAccount) {
            if (link.householdId().equals(householdId)) {
                own = Optional.of(link);
            } else {
                replace(link, now);
            }
        }
        String linkId = own.isPresent()
                ? revive(own.get(), grant, ringAccountId, accountIdentifier, nonce, now)
                : insert(grant, ringAccountId, householdId, accountIdentifier, nonce, now);
        AccountLink claimed = rows.find(grant.tenantId(), linkId).orElseThrow();
        records.claimed(claimed, own.isPresent(), now.plus(WORKER_LOOKS_AFTER));
        return linkId;
    }

    /**
     * Claims the grant for a broken link of the same household, which had another account. The caller has locked that account and
     * its grant, too, and knows that the household has no link of this one.
     */
    String continueWith(
            AccountLink broken, RingGrant grant, String ringAccountId, String accountIdentifier, Secret nonce) {
        Instant now = clock.instant();
        grants.claim(grant.scope(), grant.grantId());
        rows.lockOfAccount(grant.tenantId(), grant.appId(), grant.environment(), ringAccountId)
                .forEach(others -> replace(others, now));
        revive(broken, grant, ringAccountId, accountIdentifier, nonce, now);
        AccountLink continued = rows.find(broken.tenantId(), broken.linkId()).orElseThrow();
        records.continued(broken, continued, now.plus(WORKER_LOOKS_AFTER));
        return broken.linkId();
    }

    private String insert(
            RingGrant grant,
            String ringAccountId,
            String householdId,
            String accountIdentifier,
            Secret nonce,
            Instant now) {
        String linkId = ids.next("lnk");
        rows.insert(
                grant.tenantId(),
                linkId,
                grant.appId(),
                grant.environment(),
                householdId,
                ringAccountId,
                grant.grantId(),
                accountIdentifier,
                seals.seal(grant.scope(), linkId, 1, nonce),
                now);
        return linkId;
    }

    private String revive(
            AccountLink link,
            RingGrant grant,
            String ringAccountId,
            String accountIdentifier,
            Secret nonce,
            Instant now) {
        if (!link.grantId().equals(grant.grantId())) {
            grants.supersede(link.scope(), link.grantId());
        }
        int claimNumber = link.claimNumber() + 1;
        rows.reclaim(
                link.tenantId(),
                link.linkId(),
                ringAccountId,
                grant.grantId(),
                accountIdentifier,
                claimNumber,
                seals.seal(link.scope(), link.linkId(), claimNumber, nonce),
                now);
        return link.linkId();
    }

    private void replace(AccountLink link, Instant now) {
        if (rows.end(link.tenantId(), link.linkId(), link.grantId(), LinkState.REPLACED, now) == 1) {
            grants.supersede(link.scope(), link.grantId());
            records.replaced(link, now);
        }
    }
}
