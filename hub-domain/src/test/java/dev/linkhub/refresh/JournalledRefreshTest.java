package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.Grants;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the journal of a process says of its refreshes. */
@MicronautTest(transactional = false, startApplication = false)
class JournalledRefreshTest extends JourneyTest {

    private static final Path FILE = newFile();

    @Inject
    Grants grants;

    @Inject
    RefreshLeases leases;

    @Inject
    RefreshAttempt attempt;

    @Inject
    WriteBack writeBack;

    @Inject
    SpooledRefreshes spooled;

    private Onboarded app;
    private String grantId;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("hub.refresh-journal", FILE.toString());
        return properties;
    }

    @BeforeEach
    void aDueGrant() {
        app = ring.onboard();
        ring.install(app, ring.account());
        grantId = grants.notYetClaimed(app.app(), 1).getFirst().grantId();
        ring.advance(Duration.ofHours(27));
    }

    @Test
    void aSuccessIsSentHeardAndStoredUnderOneAttempt() {
        LeasedGrant leased = leased();
        AttemptEnd end = attempt.send(app.app(), leased);
        List<String> heard = lines();
        assertThat(heard).hasSize(2);
        assertThat(heard.getFirst()).contains(" sending ");
        assertThat(heard.getLast()).contains(" got2xx ", hash(heard.getFirst(), "sent"));

        writeBack.store(end);
        List<String> all = lines();
        assertThat(all).hasSize(3);
        assertThat(all.getLast())
                .contains(" stored ", "received=" + hash(heard.getLast(), "received"), " by=write-back");
        assertThat(all)
                .allSatisfy(line -> assertThat(line)
                        .contains("attempt=" + leased.claimId() + " grant=" + grantId + " generation="
                                + leased.generation()));
    }

    @Test
    void whatWaitedOnDiskSaysSo() {
        AttemptEnd.Success success = (AttemptEnd.Success) attempt.send(app.app(), leased());
        spooled.write(SpooledRefreshes.recordOf(success, clock.instant()));
        assertThat(lines().getLast()).contains(" stored ", "received=" + hash(lines().get(1), "received"), " by=spool");
    }

    @Test
    void anAnswerThatIsNotHeardLeavesOnlyTheSending() {
        ring.ring().fault(NewFault.of("token.refresh_token", FaultKind.RESET_AFTER));
        writeBack.store(attempt.send(app.app(), leased()));
        assertThat(lines()).singleElement().asString().contains(" sending ");
    }

    @Test
    void whatIsNotSentIsNotInIt() {
        LeasedGrant leased = leased();
        LeasedGrant overslept = new LeasedGrant(
                leased.tenant(),
                leased.grantId(),
                leased.appId(),
                leased.generation(),
                leased.refreshTokenSealed(),
                leased.claimId(),
                leased.claimedAtNanos() - Duration.ofMinutes(1).toNanos(),
                leased.wasInDoubt(),
                leased.onDemand(),
                leased.failures(),
                leased.lastRefreshedAt(),
                leased.verdict(),
                leased.suspectSince());
        assertThat(attempt.send(app.app(), overslept).outcome()).isEqualTo(AttemptOutcome.NOT_SENT);
        assertThat(lines()).isEmpty();
    }

    private LeasedGrant leased() {
        return leases.claimDue(app.app(), 10).getFirst();
    }

    private List<String> lines() {
        try (var all = Files.lines(FILE)) {
            return all.filter(line -> line.contains("grant=" + grantId + " ")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String line, String field) {
        return line.replaceFirst(".* " + field + "=([0-9a-f]{64}).*", "$1");
    }

    private static Path newFile() {
        try {
            return Files.createTempDirectory(Path.of("target"), "journal")
                    .resolve("refresh.journal")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
