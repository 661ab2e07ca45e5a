package dev.linkhub.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails on their way to a mail server on loopback that is not always there. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class MailDeliveryTest implements HubTest {

    private static final String USER = "hub";
    private static final String PASSWORD = "hunter2";
    private static final String TEXT = "Open https://hub.example.com/t/acme/verify-address?token=theToken\n";

    private final GreenMail server = server();

    @Inject
    Mailer mailer;

    @Inject
    MailDelivery delivery;

    @Inject
    OutgoingRows rows;

    @Inject
    Tenants tenants;

    @Inject
    DataSource dataSource;

    @Inject
    MovableClock clock;

    private TenantScope tenant;
    private int count;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = HubTest.super.getProperties();
        server.setUser("noreply@example.com", USER, PASSWORD);
        properties.put(
                "hub.smtp-url",
                "smtp://%s:%s@127.0.0.1:%d?from=noreply@example.com"
                        .formatted(
                                USER,
                                PASSWORD,
                                server.getSmtp().getServerSetup().getPort()));
        return properties;
    }

    @BeforeEach
    void tenant() throws Exception {
        tenant = tenants.create("acme-" + ++count, "Acme", "operator").scope();
        server.purgeEmailFromAllMailboxes();
    }

    @AfterAll
    void stop() {
        server.stop();
    }

    @Test
    void aMailArrivesAsItWasWritten() throws Exception {
        String mailId = taken(mail("vera@example.com", "Häuser & \"Söhne\", Acme", "Bestätigen: größer als 😀"));

        assertThat(delivery.proceed(tenant, mailId)).isEmpty();

        MimeMessage arrived = only();
        assertThat(arrived.getFrom()[0].toString()).contains("<noreply@example.com>");
        assertThat(((jakarta.mail.internet.InternetAddress) arrived.getFrom()[0]).getPersonal())
                .isEqualTo("Häuser & \"Söhne\", Acme");
        assertThat(arrived.getRecipients(Message.RecipientType.TO)).hasSize(1);
        assertThat(arrived.getAllRecipients()[0].toString()).isEqualTo("vera@example.com");
        assertThat(arrived.getReplyTo()[0].toString()).isEqualTo("help@acme.example");
        assertThat(arrived.getSubject()).isEqualTo("Bestätigen: größer als 😀");
        assertThat(arrived.getContent().toString().replace("\r\n", "\n").strip())
                .isEqualTo(TEXT.strip());
        assertThat(arrived.getContentType()).startsWith("text/plain");
        assertThat(arrived.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(arrived.getMessageID()).isEqualTo("<" + mailId + "@example.com>");
        assertThat(rows.find(tenant.tenantId(), mailId)).isEmpty();
    }

    @Test
    void whatIsKeptIsSealed() {
        String mailId = taken(mail("vera@example.com", "Acme", "Hello"));
        String kept = new String(
                rows.find(tenant.tenantId(), mailId).orElseThrow().mailSealed(), StandardCharsets.ISO_8859_1);
        assertThat(kept).doesNotContain("theToken").doesNotContain("vera");
    }

    @Test
    void anotherTenantSendsNothingOfIt() {
        String mailId = taken(mail("vera@example.com", "Acme", "Hello"));
        TenantScope other =
                tenants.create("other-" + count, "Other", "operator").scope();
        assertThat(delivery.proceed(other, mailId)).isEmpty();
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(rows.find(tenant.tenantId(), mailId)).isPresent();
    }

    @Test
    void aMailServerThatIsAwayGetsItWhenItIsBackAndIsAskedEverMoreSeldom() throws Exception {
        String mailId = taken(mail("vera@example.com", "Acme", "Hello"));
        server.stop();
        try {
            for (long seconds : new long[] {5, 10, 20, 40, 80, 160, 300, 300}) {
                Instant now = clock.instant();
                assertThat(delivery.proceed(tenant, mailId)).contains(now.plusSeconds(seconds));
                clock.advance(Duration.ofSeconds(seconds));
            }
        } finally {
            server.start();
            server.setUser("noreply@example.com", USER, PASSWORD);
        }
        assertThat(delivery.proceed(tenant, mailId)).isEmpty();
        assertThat(only().getSubject()).isEqualTo("Hello");
    }

    @Test
    void whatIsOutOfDateIsNotSentAnyMore() {
        String mailId = taken(mail("vera@example.com", "Acme", "Hello"));
        clock.advance(Duration.ofHours(1));
        assertThat(delivery.proceed(tenant, mailId)).isEmpty();
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(rows.find(tenant.tenantId(), mailId)).isEmpty();
    }

    @Test
    void aProcessThatDiesBetweenSendingAndItsNoteLeavesTheSameMailToTheNext() throws Exception {
        String mailId = taken(mail("vera@example.com", "Acme", "Hello"));
        OutgoingRows.Row before = rows.find(tenant.tenantId(), mailId).orElseThrow();
        assertThat(delivery.proceed(tenant, mailId)).isEmpty();
        leaveBehind(before);

        Optional<Instant> again = delivery.proceed(tenant, mailId);
        assertThat(again)
                .as("the dead one's lease counts first")
                .contains(clock.instant().plusSeconds(240));
        assertThat(server.getReceivedMessages()).hasSize(1);

        clock.advance(Duration.ofMinutes(4));
        assertThat(delivery.proceed(tenant, mailId)).isEmpty();
        assertThat(server.getReceivedMessages())
                .extracting(MimeMessage::getMessageID)
                .containsExactly("<" + mailId + "@example.com>", "<" + mailId + "@example.com>");
        assertThat(delivery.proceed(tenant, mailId)).as("once more").isEmpty();
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    @Test
    void whatIsMadeForNobodyIsNotSent() {
        mailer.pretend(
                tenant,
                mail("nobody@example.com", "Acme", "Hello"),
                clock.instant().plusSeconds(1800));
        assertThat(delivery.proceed(tenant, onlyId())).isEmpty();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vera,mallory@example.com",
                "vera@example.com,mallory@example.com",
                "vera:mallory;@example.com",
                "(vera)@example.com,mallory",
                "vera@exa mple.com"
            })
    void anAddressThatWouldBeSeveralIsGivenUp(String address) {
        String mailId = taken(mail(address, "Acme", "Hello"));
        assertThat(delivery.proceed(tenant, mailId)).isEmpty();
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(rows.find(tenant.tenantId(), mailId)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme\r\nBcc: mallory@example.com", "Acme\nX", "Acme\u0085X", "Acme\u0000"})
    void nothingCanBecomeAHeaderOfItsOwn(String name) {
        assertThatThrownBy(() -> mail("vera@example.com", name, "Hello")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mail("vera@example.com", "Acme", name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mail(name + "@example.com", "Acme", "Hello"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameThatLooksLikeHeadersStaysAName() throws Exception {
        String name = "Acme\u2028Bcc: mallory@example.com\u2029 <mallory@example.com>, \"x\"";
        delivery.proceed(tenant, taken(mail("vera@example.com", name, name)));
        assertThat(only().getAllRecipients()).hasSize(1);
        assertThat(only().getFrom()).hasSize(1);
        assertThat(GreenMailUtil.getHeaders(only())).doesNotContainPattern("(?m)^Bcc");
        assertThat(only().getHeader("Bcc")).isNull();
    }

    @Test
    void aTenantWhoseSupportAddressIsNoneSendsMailsAllTheSame() throws Exception {
        delivery.proceed(tenant, taken(new Mail("vera@example.com", "Acme", "help,more@acme.example", "Hello", TEXT)));
        assertThat(only().getHeader("Reply-To")).isNull();
    }

    @Test
    void aMailDoesNotPrintItself() {
        assertThat(mail("vera@example.com", "Acme", "Hello").toString()).isEqualTo("Mail[REDACTED]");
    }

    private MimeMessage only() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }

    private String taken(Mail mail) {
        mailer.send(tenant, mail, clock.instant().plus(Duration.ofHours(1)));
        return onlyId();
    }

    private String onlyId() {
        try (Connection connection = connection();
                PreparedStatement ids =
                        connection.prepareStatement("SELECT mail_id FROM outgoing_mail WHERE tenant_id = ?")) {
            ids.setString(1, tenant.tenantId());
            var found = ids.executeQuery();
            assertThat(found.next()).isTrue();
            return found.getString(1);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** As a process that was killed after the mail server had taken the mail leaves the row. */
    private void leaveBehind(OutgoingRows.Row row) {
        rows.insert(row.tenantId(), row.mailId(), row.mailSealed(), row.forNobody(), row.createdAt(), row.expiresAt());
        assertThat(rows.lease(row.tenantId(), row.mailId())).isEqualTo(1);
    }

    private Connection connection() throws java.sql.SQLException {
        return io.micronaut.data.connection.jdbc.advice.DelegatingDataSource.unwrapDataSource(dataSource)
                .getConnection();
    }

    private static Mail mail(String to, String fromName, String subject) {
        return new Mail(to, fromName, "help@acme.example", subject, TEXT);
    }

    private static GreenMail server() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            GreenMail server =
                    new GreenMail(new ServerSetup(free.getLocalPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            free.close();
            server.start();
            return server;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
