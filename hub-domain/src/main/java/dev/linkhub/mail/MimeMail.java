package dev.linkhub.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.time.Instant;
import java.util.Date;

/** A mail as it goes over the wire (RFC 5322, RFC 2045). */
final class MimeMail extends MimeMessage {

    private static final String UTF_8 = "UTF-8";

    private final String messageId;

    private MimeMail(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /**
     * Written out.
     *
     * @throws AddressException if the recipient's address is none that mail servers know
     */
    static MimeMail of(Session session, String mailId, String from, Mail mail, Instant now) throws MessagingException {
        MimeMail mime = new MimeMail(session, "<" + mailId + from.substring(from.lastIndexOf('@')) + ">");
        try {
            mime.setFrom(new InternetAddress(from, mail.fromName(), UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every JDK has UTF-8", e);
        }
        mime.setRecipient(Message.RecipientType.TO, address(mail.to()));
        if (mail.replyTo() != null) {
            mime.setReplyTo(replyTo(mail.replyTo()));
        }
        mime.setSubject(mail.subject(), UTF_8);
        mime.setSentDate(Date.from(now));
        mime.setText(mail.text(), UTF_8);
        // RFC 3834: nobody's holiday answers this.
        mime.setHeader("Auto-Submitted", "auto-generated");
        mime.saveChanges();
        return mime;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    /** A tenant may have named one that mail servers do not know: its households get their mails all the same. */
    private static InternetAddress[] replyTo(String text) {
        try {
            return new InternetAddress[] {address(text)};
        } catch (AddressException e) {
            return new InternetAddress[0];
        }
    }

    /** One address and no list of them, its domain as the mail server looks it up. */
    private static InternetAddress address(String text) throws AddressException {
        int at = text.lastIndexOf('@');
        try {
            InternetAddress address =
                    new InternetAddress(text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1)), true);
            if (address.getPersonal() != null || address.isGroup()) {
                throw new AddressException("not a bare address");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new AddressException("no domain");
        }
    }
}
