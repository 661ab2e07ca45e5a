package dev.linkhub.mail;

import dev.linkhub.setting.InvalidSetting;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files for their owner alone, where there is no mail server: each holds a link that is as good as a password. Whatever is written
 * clears away what is old, and the oldest of what is too many.
 */
final class MailFolder implements MailWay {

    private static final Logger LOG = LoggerFactory.getLogger(MailFolder.class);
    private static final String FROM = "link-hub@localhost";

    /** No link in a mail is good for longer than a day. */
    static final Duration KEPT = Duration.ofDays(7);

    static final int MOST_KEPT = 1_000;

    private static final String MAIL = ".eml";
    private static final String UNFINISHED = ".part";
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
        Path file = folder.resolve(mailId + MAIL);
        try {
            MimeMail mime = MimeMail.of(session, mailId, FROM, mail, clock.instant());
            // Nothing here takes only ASCII, and whoever opens the file in an editor finds the link whole.
            mime.setHeader("Content-Transfer-Encoding", "8bit");
            Files.createDirectories(folder, FOLDER);
            Path unfinished = Files.createTempFile(folder, mailId, UNFINISHED, FILE);
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                mime.writeTo(out);
            }
            Files.setLastModifiedTime(unfinished, FileTime.from(clock.instant()));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AddressException e) {
            return new Sending.Refused("its address is none that mail servers know");
        } catch (MessagingException | IOException e) {
            return new Sending.TryLater(
                    "it cannot be written to " + file + " (" + e.getClass().getSimpleName() + ")");
        }
        LOG.info(
                "A mail is written to {}, because {} is not set", file, InvalidSetting.variable(MailSettings.PROPERTY));
        clearAway();
        return new Sending.Sent();
    }

    /** The mail is written, whatever comes of this: the next one tries again. */
    private void clearAway() {
        Instant until = clock.instant().minus(KEPT);
        try (Stream<Path> files = Files.list(folder)) {
            List<Written> newestFirst = files.filter(MailFolder::isOurs)
                    .map(Written::of)
                    .sorted(Comparator.comparing(Written::at)
                            .thenComparing(Written::file)
                            .reversed())
                    .toList();
            for (int i = 0; i < newestFirst.size(); i++) {
                if (i >= MOST_KEPT || newestFirst.get(i).at().isBefore(until)) {
                    Files.deleteIfExists(newestFirst.get(i).file());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Old mails in {} could not be cleared away ({})", folder, e.toString());
        }
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(MAIL) || name.endsWith(UNFINISHED);
    }

    private record Written(Path file, Instant at) {

        /** What another thread has just cleared away counts as new: there is nothing left to do. */
        static Written of(Path file) {
            try {
                return new Written(file, Files.getLastModifiedTime(file).toInstant());
            } catch (NoSuchFileException e) {
                return new Written(file, Instant.MAX);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
