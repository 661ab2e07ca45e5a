package dev.linkhub.linking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.audit.AuditTrail;
import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.RevokedReason;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ring's e-mail address for the account, for the forms of whoever brought the right nonce, and for as long as that can be. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class PrefilledAddressTest extends LinkingJourney {

    private static final String ADDRESS = "jane.doe@example.com";

    @Inject
    AppPauses pauses;

    @Inject
    AuditTrail audit;

    @Inject
    FlowRows flowRows;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private Onboarded app;
    private String account;

    @BeforeEach
    void anApp() {
        app = ring.onboard();
        account = ring.account();
    }

    @Test
    void isGivenToTheBrowserWithTheRightNonceAndChangesNothing() {
        ring.install(app, ring.account());
        InstallationDetails installed = ring.install(app, account);
        ring.install(app, ring.account());
        LinkingFlow flow = arrive(app, installed);
        assertThat(claims.addressToPrefill(app.app(), flow)).hasValue(ADDRESS);
        assertThat(claims.addressToPrefill(app.app(), flow)).hasValue(ADDRESS);

        LinkingFlow after = reread(flow);
        assertThat(after.state()).isEqualTo(FlowState.OPEN);
        assertThat(after.householdId()).isNull();
        assertThat(after.grantId()).isNull();
        assertThat(grants.pool(app.app(), Environment.PRODUCTION)).hasSize(3);
        String ada = household(app, "ada");
        assertThat(claims.confirm(app.app(), after, ada, IDENTIFIER))
                .as("it is no match")
                .isEqualTo(new Claim.Refused(new NonceMatch.NoMatch()));
        claim(app, installed, ada);
    }

    @Test
    void isKeptInTheFormInWhichAccountsAreKept() {
        assertThat(givenFor(" Jané.DOE@Example.COM ")).isEqualTo("jané.doe@example.com");
    }

    @Test
    void mayBeAsLongAsAddressesAre() {
        String longest = "é".repeat(64) + "@" + "ö".repeat(185) + ".com";
        assertThat(longest).hasSize(254);
        assertThat(givenFor(longest)).isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "jane",
                "jane@host",
                "<b>@example.com",
                "jane doe@example.com",
                "jane@x.y\\u0000",
                "LONG"
            })
    void whatIsNoAddressIsNotKept(String email) {
        String given = email.equals("LONG") ? "j".repeat(64) + "@" + "x".repeat(186) + ".com" : email;
        InstallationDetails installed = installedAs("\"email\":\"%s\"".formatted(given));
        assertThat(claims.addressToPrefill(app.app(), arrive(app, installed))).isEmpty();
        claim(app, installed, household(app, "ada"));
    }

    @Test
    void isAbsentWhereRingGivesNone() {
        InstallationDetails installed = installedAs("\"first_name\":\"Jane\"");
        assertThat(claims.addressToPrefill(app.app(), arrive(app, installed))).isEmpty();
        assertThat(sealed(inPool(app).grantId())).isNull();
    }

    @Test
    void aWrongNonceGetsNothing() {
        InstallationDetails installed = ring.install(app, account);
        String time = Long.toString(installed.redirect().time());
        String right = installed.redirect().nonce();
        String wrong = (right.charAt(0) == 'A' ? "B" : "A") + right.substring(1);
        assertThat(prefill(wrong, time)).isEmpty();
        assertThat(prefill(right, Long.toString(installed.redirect().time() - 1)))
                .isEmpty();
        assertThat(prefill(right, time)).hasValue(ADDRESS);
    }

    @Test
    void anotherAppsNonceGetsNothing() {
        Onboarded sibling = ring.onboard(app.tenant(), "sibling");
        Onboarded stranger = ring.onboard();
        InstallationDetails installed = ring.install(app, account);
        LinkingFlow flow = arrive(app, installed);
        ring.install(sibling, ring.account());
        ring.install(stranger, ring.account());
        assertThatThrownBy(() -> claims.addressToPrefill(sibling.app(), flow)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> claims.addressToPrefill(stranger.app(), flow)).isInstanceOf(NotFound.class);
        assertThat(claims.addressToPrefill(sibling.app(), arrive(sibling, installed)))
                .isEmpty();
    }

    @Test
    void anotherEnvironmentsNonceGetsNothing() {
        InstallationDetails installed = ring.install(app, account);
        assertThat(claims.addressToPrefill(app.app(), arrive(app, Environment.STAGING, installed)))
                .isEmpty();
    }

    @Test
    void aFlowThatHasExpiredGetsNothing() {
        LinkingFlow flow = arrive(app, ring.install(app, account));
        ring.advance(Duration.ofSeconds(599));
        assertThat(claims.addressToPrefill(app.app(), flow)).hasValue(ADDRESS);
        ring.advance(Duration.ofSeconds(2));
        assertThat(claims.addressToPrefill(app.app(), flow)).isEmpty();
    }

    @Test
    void aFlowThatHasEndedGetsNothing() {
        InstallationDetails installed = ring.install(app, account);
        LinkingFlow declined = arrive(app, installed);
        flows.decline(declined);
        assertThat(claims.addressToPrefill(app.app(), reread(declined))).isEmpty();
    }

    @Test
    void aNonceThatHasLinkedSomethingGetsNothing() {
        InstallationDetails installed = ring.install(app, account);
        LinkingFlow copied = arrive(app, installed);
        LinkingFlow flow = matched(app, installed, household(app, "ada"));
        claims.confirm(app.app(), flow, household(app, "ada"), IDENTIFIER);
        ring.advance(Duration.ofSeconds(1));
        ring.ring().signInWithNewCode(installed.id());
        assertThat(sealed(inPool(app).grantId())).as("a newer one waits").isNotNull();
        assertThat(claims.addressToPrefill(app.app(), copied)).isEmpty();
        assertThat(claims.addressToPrefill(app.app(), reread(flow))).isEmpty();
    }

    @Test
    void aPausedAppGivesNothing() {
        LinkingFlow flow = arrive(app, ring.install(app, account));
        pauses.credentialsRejected(app.app(), app.app().credentialVersion());
        assertThat(claims.addressToPrefill(current(app), flow)).isEmpty();
    }

    @Test
    void theNewestGrantOfTheAccountTells() {
        InstallationDetails installed = ring.install(app, account);
        String older = inPool(app).grantId();
        ring.advance(Duration.ofSeconds(5));
        profile("\"email\":\"jane@new.example\"");
        InstallationDetails again = ring.ring().signInWithNewCode(installed.id());
        assertThat(claims.addressToPrefill(app.app(), arrive(app, again))).hasValue("jane@new.example");
        assertThat(grants.get(app.tenant().scope(), older).state()).isEqualTo(GrantState.SUPERSEDED);
        assertThat(sealed(older)).isNull();
    }

    @Test
    void isWipedByTheClaim() {
        InstallationDetails installed = ring.install(app, account);
        String grantId = inPool(app).grantId();
        assertThat(sealed(grantId)).isNotNull();
        claim(app, installed, household(app, "ada"));
        assertThat(sealed(grantId)).isNull();
    }

    @Test
    void isWipedWhenTheGrantIsParkedAndStaysAwayFromALaterVisit() {
        InstallationDetails installed = ring.install(app, account);
        String grantId = inPool(app).grantId();
        ring.advance(Duration.ofMinutes(15).plusSeconds(1));
        grants.sweep(app.app());
        assertThat(grants.get(app.tenant().scope(), grantId).state()).isEqualTo(GrantState.PARKED);
        assertThat(sealed(grantId)).isNull();
        InstallationDetails later = ring.ring().signIn(installed.id());
        assertThat(claims.addressToPrefill(app.app(), arrive(app, later))).isEmpty();
        claim(app, later, household(app, "ada"));
    }

    @Test
    void isWipedByARemoval() {
        InstallationDetails installed = ring.install(app, account);
        LinkingFlow flow = arrive(app, installed);
        String grantId = inPool(app).grantId();
        grants.revoke(app.tenant().scope(), grantId, RevokedReason.REMOVED_BY_USER);
        assertThat(sealed(grantId)).isNull();
        assertThat(claims.addressToPrefill(app.app(), flow)).isEmpty();
    }

    /** Should nobody have come by to park it. */
    @Test
    void isWipedWithWhatNobodyClaims() {
        ring.install(app, account);
        String grantId = inPool(app).grantId();
        put(
                "UPDATE ring_grant SET unclaimed_at = unclaimed_at + INTERVAL 30 DAY WHERE tenant_id = ? AND grant_id = ?",
                grantId);
        ring.advance(Duration.ofDays(7).plusMinutes(1));
        grants.sweep(app.app());
        assertThat(grants.get(app.tenant().scope(), grantId).revokedReason()).isEqualTo(RevokedReason.NEVER_CLAIMED);
        assertThat(sealed(grantId)).isNull();
    }

    @Test
    void liesSealedAndOpensInItsOwnRowOnly() {
        LinkingFlow flow = arrive(app, ring.install(app, account));
        String grantId = inPool(app).grantId();
        byte[] sealed = Objects.requireNonNull(sealed(grantId));
        assertThat(new String(sealed, ISO_8859_1)).doesNotContainIgnoringCase("jane", "example");
        assertThat(sealed.length).isGreaterThan(ADDRESS.getBytes(UTF_8).length);

        String stranger = ring.ring()
                .createAccount(NewAccount.of("Mal", "Lory", "mallory@example.com"))
                .id();
        ring.install(app, stranger);
        String mallorys = grants.pool(app.app(), Environment.PRODUCTION).stream()
                .filter(entry -> entry.ringAccountId().equals(stranger))
                .findFirst()
                .orElseThrow()
                .grantId();
        put("""
                UPDATE ring_grant a JOIN ring_grant b ON b.tenant_id = a.tenant_id AND b.app_id = a.app_id AND b.grant_id <> a.grant_id
                   SET a.email_sealed = b.email_sealed WHERE a.tenant_id = ? AND a.grant_id = ?
                """, grantId);
        assertThat(sealed(grantId)).isEqualTo(sealed(mallorys));
        assertThat(claims.addressToPrefill(app.app(), flow))
                .as("another row's seal does not open here, and the page goes on without")
                .isEmpty();
    }

    @Test
    void isInNoRecordThatIsPrintedAndInNoTimeLineOrAudit() {
        InstallationDetails installed = ring.install(app, account);
        LinkingFlow flow = arrive(app, installed);
        String grantId = inPool(app).grantId();
        claims.addressToPrefill(app.app(), flow);
        String linkId = claim(app, installed, household(app, "ada"));
        assertThat(grants.get(app.tenant().scope(), grantId) + " " + flow + " "
                        + links.events(app.tenant().scope(), linkId, 100) + " "
                        + audit.newestFirst(app.tenant().scope(), "~", 100) + " " + link(app, linkId))
                .doesNotContain("jane.doe");
    }

    private String givenFor(String email) {
        return claims.addressToPrefill(app.app(), arrive(app, installedAs("\"email\":\"%s\"".formatted(email))))
                .orElseThrow();
    }

    private InstallationDetails installedAs(String attributes) {
        profile(attributes);
        return ring.install(app, account);
    }

    private void profile(String attributes) {
        ring.ring()
                .fault(NewFault.answering("users_me", 200)
                        .withBody(
                                "application/json",
                                "{\"data\":{\"id\":\"%s\",\"attributes\":{%s}}}".formatted(account, attributes))
                        .times(1));
    }

    private Optional<String> prefill(String nonce, String time) {
        return claims.addressToPrefill(
                app.app(), started(app, flows.start(app.app(), Environment.PRODUCTION, nonce, time, "192.0.2.1")));
    }

    private LinkingFlow reread(LinkingFlow flow) {
        return flowRows.find(flow.tenantId(), flow.flowId()).orElseThrow();
    }

    private byte @Nullable [] sealed(String grantId) {
        return transactions.executeRead(status -> jdbc.prepareStatement(
                "SELECT email_sealed FROM ring_grant WHERE tenant_id = ? AND grant_id = ?", statement -> {
                    statement.setString(1, app.tenant().tenantId());
                    statement.setString(2, grantId);
                    try (ResultSet found = statement.executeQuery()) {
                        assertThat(found.next()).isTrue();
                        return found.getBytes(1);
                    }
                }));
    }

    private void put(String sql, String grantId) {
        transactions.executeWrite(status -> jdbc.prepareStatement(sql, statement -> {
            statement.setString(1, app.tenant().tenantId());
            statement.setString(2, grantId);
            return statement.executeUpdate();
        }));
    }
}
