package dev.linkhub.household;

import dev.linkhub.mail.MailDelivery;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** What arrives at households in tests: does the worker's part, and reads the files that mails are written to. */
@Singleton
public final class Mailbox {

    private static final Pattern TOKEN = Pattern.compile("\\?token=([0-9A-Za-z]{43})\\s");

    private final MailDelivery delivery;
    private final DataSource dataSource;
    private final Path folder;

    Mailbox(MailDelivery delivery, DataSource dataSource, @Property(name = "hub.data-dir") String dataDir) {
        this.delivery = delivery;
        this.dataSource = dataSource;
        this.folder = Path.of(dataDir, "mails");
    }

    /** How many are waiting to be sent, or made to look so. */
    public int waiting(TenantScope tenant) {
        return ids(tenant).size();
    }

    /** Sends what is waiting; what arrived, oldest first. */
    public List<Received> deliver(TenantScope tenant) {
        List<Received> received = new ArrayList<>();
        for (String mailId : ids(tenant)) {
            if (delivery.proceed(tenant, mailId).isPresent()) {
                throw new AssertionError(mailId + " could not be sent");
            }
            Path file = folder.resolve(mailId + ".eml");
            if (Files.exists(file)) {
                received.add(read(file));
            }
        }
        return received;
    }

    /** Makes all addresses of the tenant's accounts proved, without mails. */
    public void proveAddresses(TenantScope tenant) {
        setProved(tenant, "created_at");
    }

    /** Makes no address of the tenant's accounts proved. */
    public void forgetProofs(TenantScope tenant) {
        setProved(tenant, "NULL");
    }

    private void setProved(TenantScope tenant, String when) {
        try (Connection connection =
                        DelegatingDataSource.unwrapDataSource(dataSource).getConnection();
                var update = connection.prepareStatement(
                        "UPDATE household_account SET email_verified_at = " + when + " WHERE tenant_id = ?")) {
            update.setString(1, tenant.tenantId());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> ids(TenantScope tenant) {
        try (Connection connection =
                        DelegatingDataSource.unwrapDataSource(dataSource).getConnection();
                var query = connection.prepareStatement(
                        "SELECT mail_id FROM outgoing_mail WHERE tenant_id = ? ORDER BY mail_id")) {
            query.setString(1, tenant.tenantId());
            var found = query.executeQuery();
            List<String> ids = new ArrayList<>();
            while (found.next()) {
                ids.add(found.getString(1));
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Received read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            return new Received(
                    message.getRecipients(Message.RecipientType.TO)[0].toString(),
                    message.getSubject(),
                    message.getContent().toString().replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A mail that has arrived. */
    public record Received(String to, String subject, String text) {

        /** What stands in its link. */
        public String token() {
            Matcher matcher = TOKEN.matcher(text);
            if (!matcher.find()) {
                throw new AssertionError("No token in\n" + text);
            }
            return matcher.group(1);
        }
    }
}
