package dev.linkhub.mail;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.SealedPlace;
import dev.linkhub.vault.Vault;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A mail's row holds the whole mail under one seal. */
@Singleton
final class MailSeals {

    private final Vault vault;

    MailSeals(Vault vault) {
        this.vault = vault;
    }

    byte[] seal(TenantScope tenant, String mailId, Mail mail) {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(clear)) {
            out.writeUTF(mail.to());
            out.writeUTF(mail.fromName());
            out.writeUTF(mail.replyTo() == null ? "" : mail.replyTo());
            out.writeUTF(mail.subject());
            out.writeUTF(mail.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vault.sealBytes(clear.toByteArray(), place(tenant, mailId));
    }

    Mail open(TenantScope tenant, String mailId, byte[] sealed) {
        byte[] clear = vault.openBytes(sealed, place(tenant, mailId));
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(clear))) {
            String to = in.readUTF();
            String fromName = in.readUTF();
            String replyTo = in.readUTF();
            return new Mail(to, fromName, replyTo.isEmpty() ? null : replyTo, in.readUTF(), in.readUTF());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SealedPlace place(TenantScope tenant, String mailId) {
        return new SealedPlace(tenant, "outgoing_mail", mailId, "mail_sealed", 0);
    }
}
