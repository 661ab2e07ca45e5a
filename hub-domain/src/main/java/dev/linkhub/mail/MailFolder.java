package dev.linkhub.mail;

import dev.linkhub.setting.InvalidSetting;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files for their owner alone, where there is no mail server: each holds a link that is as good as a password. */
final class MailFolder implements MailWay {

    private static final Logger LOG = LoggerFactory.getLogger(MailFolder.class);
    private static final String FROM = "link-hub@localhost";
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final Session session = Session.getInstance(new Properties());
    private final Clock clock;

    /**
     * @param dataDir {@code HUB_DATA_DIR}
     */
    MailFolder(Path dataDir, Clock clock) {
        this.folder = dataDir.toAbsolutePath().normalize().resolve("mails");
        this.clock = clock;
    }

    @Override
    public Sending send(String mailId, Mail mail) {
        Path file = folder.resolve(mailId + ".eml");
        try {
            MimeMail mime = MimeMail.of(session, mailId, FROM, mail, clock.instant());
            Files.createDirectories(folder, FOLDER);
            Path unfinished = Files.createTempFile(folder, mailId, ".part", FILE);
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                mime.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AddressException e) {
            return new Sending.Refused("its address is none that mail servers know");
        } catch (MessagingException | IOException e) {
            return new Sending.TryLater(
                    "it cannot be written to " + file + " (" + e.getClass().getSimpleName() + ")");
        }
        LOG.info(
                "A mail is written to {}, because {} is not set", file, InvalidSetting.variable(MailSettings.PROPERTY));
        return new Sending.Sent();
    }
}
