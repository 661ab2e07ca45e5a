package dev.linkhub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class MailFolderTest {

    private static final Mail MAIL =
            new Mail("vera@example.com", "Acme", null, "Hello", "https://hub.example.com/x?token=theToken\n");

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path dataDir;

    @Test
    void aMailIsAFileForItsOwnerAloneAndTheLogSaysWhereAndNoMore() throws IOException {
        Logger log = (Logger) LoggerFactory.getLogger(MailFolder.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        log.setLevel(Level.INFO);
        log.addAppender(said);
        try {
            assertThat(new MailFolder(dataDir, clock).send("mai_1", MAIL)).isEqualTo(new Sending.Sent());
        } finally {
            log.detachAppender(said);
            log.setLevel(null);
        }

        Path file = dataDir.resolve("mails/mai_1.eml");
        assertThat(file)
                .content()
                .contains("To: vera@example.com", "Subject: Hello", "From: Acme <link-hub@localhost>", "theToken");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(said.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains(file.toString(), "HUB_SMTP_URL")
                .doesNotContain("vera", "theToken", "Hello");
    }

    @Test
    void theSameMailTwiceIsOneFile() throws IOException {
        MailFolder folder = new MailFolder(dataDir, clock);
        folder.send("mai_1", MAIL);
        folder.send("mai_1", MAIL);
        try (Stream<Path> files = Files.list(dataDir.resolve("mails"))) {
            assertThat(files.toList()).isEqualTo(List.of(dataDir.resolve("mails/mai_1.eml")));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsTriedLater() throws IOException {
        Files.writeString(dataDir.resolve("mails"), "in the way");
        assertThat(new MailFolder(dataDir, clock).send("mai_1", MAIL)).isInstanceOf(Sending.TryLater.class);
    }
}
