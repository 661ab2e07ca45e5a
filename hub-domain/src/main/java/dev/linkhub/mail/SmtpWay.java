package dev.linkhub.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import java.time.Clock;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** To the operator's mail server, each mail over a connection of its own. */
final class SmtpWay implements MailWay {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 20_000;

    private final SmtpServer server;
    private final Session session;
    private final Clock clock;

    SmtpWay(SmtpServer server, Clock clock) {
        this.server = server;
        this.session = Session.getInstance(properties(server));
        this.clock = clock;
    }

    @Override
    public Sending send(String mailId, Mail mail) {
        try {
            MimeMail mime = MimeMail.of(session, mailId, server.from(), mail, clock.instant());
            try (Transport transport = session.getTransport()) {
                connect(transport);
                transport.sendMessage(mime, mime.getAllRecipients());
            }
            return new Sending.Sent();
        } catch (AddressException e) {
            return new Sending.Refused("its address is none that mail servers know");
        } catch (MessagingException e) {
            return failure(e);
        }
    }

    private void connect(Transport transport) throws MessagingException {
        if (server.user() == null || server.password() == null) {
            transport.connect();
        } else {
            transport.connect(server.user(), server.password().reveal());
        }
    }

    /** A server's own words may repeat the address or the user: only the code is passed on. */
    private static Sending failure(MessagingException e) {
        int code = 0;
        for (@Nullable Exception cause = e; cause != null; cause = next(cause)) {
            code = switch (cause) {
                case SMTPAddressFailedException refused -> refused.getReturnCode();
                case SMTPSendFailedException refused -> refused.getReturnCode();
                default -> code;
            };
        }
        if (code >= 500 && e instanceof SendFailedException) {
            return new Sending.Refused("the mail server answered " + code);
        }
        return new Sending.TryLater(
                code > 0
                        ? "the mail server answered " + code
                        : "the mail server was not reached, or did not let us in ("
                                + e.getClass().getSimpleName() + ")");
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException mail ? mail.getNextException() : null;
    }

    private static Properties properties(SmtpServer server) {
        String protocol = server.security() == SmtpServer.Security.TLS ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty(prefix + "host", server.host());
        properties.setProperty(prefix + "port", Integer.toString(server.port()));
        properties.setProperty(prefix + "auth", Boolean.toString(server.user() != null));
        properties.setProperty(prefix + "from", server.from());
        boolean starttls = server.security() == SmtpServer.Security.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(starttls));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(starttls));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.setProperty(prefix + "connectiontimeout", Integer.toString(CONNECT_MILLIS));
        properties.setProperty(prefix + "timeout", Integer.toString(ANSWER_MILLIS));
        properties.setProperty(prefix + "writetimeout", Integer.toString(ANSWER_MILLIS));
        return properties;
    }
}
