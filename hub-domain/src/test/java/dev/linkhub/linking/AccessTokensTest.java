package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditEntry;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.grant.AccessToken;
import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.linking.AccessTokens.Answer;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.InterruptibleDatabase;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
@Property(name = "hub.test.pool", value = "interruptible")
class AccessTokensTest extends LinkingJourney {

    private static final String REFRESH = "token.refresh_token";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Actor KEY = new Actor("key_1");

    @Inject
    AccessTokens tokens;

    @Inject
    AuditTrail audit;

    @Inject
    AppPauses pauses;

    @Inject
    LinkRemoval removal;

    @Inject
    InterruptibleDatabase database;

    private Onboarded app;
    private InstallationDetails installation;
    private String account;
    private String linkId;

    @BeforeEach
    void aLink() {
        app = ring.onboard();
        account = ring.account();
        installation = ring.install(app, account);
        linkId = completed(app, installation, household(app, "ada"));
    }

    @Test
    void aTokenLeavesWithARecordOfWhoGotWhich() {
        AccessToken token = token(handOut(FIVE_MINUTES, null));

        assertThat(token.generation()).isEqualTo(1);
        assertThat(token.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(4)));
        assertThat(ring.ring().introspect(token.token().reveal()).account()).isEqualTo(account);
        AuditEntry entry = disclosures().getFirst();
        assertThat(entry.actor()).isEqualTo("key_1");
        assertThat(entry.subject()).isEqualTo(linkId);
        assertThat(entry.detail())
                .isEqualTo("generation 1")
                .doesNotContain(token.token().reveal());
        assertThat(entry.at()).isEqualTo(clock.instant());
    }

    @Test
    void eachTimeATokenLeavesIsRecorded() {
        handOut(FIVE_MINUTES, null);
        handOut(FIVE_MINUTES, null);
        assertThat(disclosures()).hasSize(2);
    }

    @Test
    void noTokenLeavesIfItsRecordCannotBeWritten() {
        Actor unrecordable = new Actor("x".repeat(65));

        assertThatThrownBy(() -> tokens.handOut(app.tenant().scope(), linkId, FIVE_MINUTES, null, unrecordable))
                .isInstanceOf(DataAccessException.class);
        assertThat(disclosures()).isEmpty();
    }

    @Test
    void noTokenLeavesIfItsRecordIsRolledBack() {
        database.deadlock(1);

        assertThatThrownBy(() -> handOut(FIVE_MINUTES, null)).isInstanceOf(RuntimeException.class);
        assertThat(database.isWhole()).isTrue();
        assertThat(disclosures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 12_601, Long.MAX_VALUE})
    void aTimeToLiveThatNoTokenHasIsRefused(long seconds) {
        Duration minTtl = Duration.ofSeconds(seconds);

        assertThatThrownBy(() -> handOut(minTtl, null))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(InvalidInput.FieldError::field)
                                .containsExactly("min_ttl_seconds"));
        assertThat(disclosures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 12_600})
    void theLongestAndTheShortestTimeToLiveAreTaken(long seconds) {
        assertThat(token(handOut(Duration.ofSeconds(seconds), null)).generation())
                .isEqualTo(1);
    }

    @Test
    void aTokenThatDoesNotLiveLongEnoughIsRefreshedFirst() {
        ring.advance(Duration.ofMinutes(236));
        assertThat(token(handOut(Duration.ofMinutes(4), null)).generation()).isEqualTo(1);
        assertThat(token(handOut(FIVE_MINUTES, null)).generation()).isEqualTo(2);
    }

    @Test
    void aRejectedGenerationIsRefreshedUnlessItHasMoved() {
        assertThat(token(handOut(FIVE_MINUTES, 1)).generation()).isEqualTo(2);
        assertThat(token(handOut(FIVE_MINUTES, 1)).generation()).isEqualTo(2);
        assertThat(calls(app, REFRESH)).hasSize(1);
    }

    @Test
    void aRemovedLinkHasNoToken() {
        ring.advance(Duration.ofMinutes(3));
        removal.removed(app.app(), app.production().environment(), account, clock.instant(), () -> {});

        assertThat(handOut(FIVE_MINUTES, null)).isEqualTo(new Answer.Unhealthy(UnhealthyReason.REMOVED_BY_USER));
        assertThat(tokens.refreshNow(app.tenant().scope(), linkId, KEY))
                .isEqualTo(new AccessTokens.Refreshed.Unhealthy(UnhealthyReason.REMOVED_BY_USER));
        assertThat(disclosures()).isEmpty();
    }

    @Test
    void theTokensOfAnAccountThatAnotherHouseholdClaimedAreNoLongerTheFirstOnes() {
        ring.advance(FIVE_MINUTES);
        InstallationDetails again = ring.ring().signInWithNewCode(installation.id());
        String bobs = completed(app, again, household(app, "bob"));
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.REPLACED);

        assertThat(handOut(FIVE_MINUTES, null)).isEqualTo(new Answer.Unhealthy(UnhealthyReason.REMOVED_BY_USER));
        assertThat(tokens.handOut(app.tenant().scope(), bobs, FIVE_MINUTES, null, KEY))
                .isInstanceOf(Answer.Token.class);
    }

    @Test
    void aLinkThatRingRefusesHasNoTokenAndSaysWhy() {
        ring.ring().revoke(installation.id());
        assertThat(handOut(FIVE_MINUTES, 1)).isEqualTo(new Answer.Unhealthy(UnhealthyReason.REVOKED));
        assertThat(disclosures()).isEmpty();
    }

    @Test
    void whileRingIsAwayALivingTokenIsHandedOutAndAfterItNone() {
        ring.ring().fault(NewFault.answering(REFRESH, 503).always());
        ring.advance(Duration.ofMinutes(238));
        assertThat(token(handOut(FIVE_MINUTES, null)).generation()).isEqualTo(1);

        ring.advance(Duration.ofMinutes(3));
        assertThat(handOut(FIVE_MINUTES, null))
                .isInstanceOfSatisfying(
                        Answer.Unavailable.class,
                        unavailable -> assertThat(unavailable.retryAfter())
                                .isBetween(Duration.ofSeconds(60), Duration.ofMinutes(10)));
        assertThat(disclosures()).hasSize(1);
    }

    @Test
    void whileTheAppIsPausedALivingTokenIsHandedOutAndAfterItNone() {
        pauses.credentialsRejected(app.app(), app.app().credentialVersion());
        assertThat(token(handOut(FIVE_MINUTES, null)).generation()).isEqualTo(1);

        assertThat(handOut(FIVE_MINUTES, 1)).isEqualTo(new Answer.Unavailable(FIVE_MINUTES));
        assertThat(calls(app, REFRESH)).isEmpty();
    }

    @Test
    void aRefreshThatIsAskedForHappensAndIsRecorded() {
        assertThat(tokens.refreshNow(app.tenant().scope(), linkId, KEY)).isEqualTo(new AccessTokens.Refreshed.Done());
        assertThat(grantOf(app, linkId).generation()).isEqualTo(2);
        assertThat(audit.newestFirst(app.tenant().scope(), "~", 1))
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::subject)
                .containsExactly(tuple("key_1", "link.refresh_asked", linkId));
    }

    @Test
    void anotherTenantsLinkIsAsUnknownAsOneThatDoesNotExist() {
        Onboarded other = ring.onboard();
        for (String id : List.of(linkId, "lnk_00000000000000000000000000", "", "no/id", "x".repeat(300))) {
            assertThatThrownBy(() -> tokens.handOut(other.tenant().scope(), id, FIVE_MINUTES, null, KEY))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> tokens.refreshNow(other.tenant().scope(), id, KEY))
                    .isInstanceOf(NotFound.class);
        }
        assertThat(disclosures()).isEmpty();
        assertThat(audit.newestFirst(other.tenant().scope(), "~", 100))
                .extracting(AuditEntry::action)
                .doesNotContain("access_token.disclosed", "link.refresh_asked");
        assertThat(grantOf(app, linkId).generation()).isEqualTo(1);
    }

    private Answer handOut(Duration minTtl, @Nullable Integer rejectedGeneration) {
        return tokens.handOut(app.tenant().scope(), linkId, minTtl, rejectedGeneration, KEY);
    }

    private static AccessToken token(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Token.class);
        return ((Answer.Token) answer).token();
    }

    private List<AuditEntry> disclosures() {
        return audit.newestFirst(app.tenant().scope(), "~", 100).stream()
                .filter(entry -> entry.action().equals("access_token.disclosed"))
                .toList();
    }
}
