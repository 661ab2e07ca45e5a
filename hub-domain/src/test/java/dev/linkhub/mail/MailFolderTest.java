package dev.linkhub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
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
    void inWhateverLanguageItIsReadInAnEditorAsWell() {
        String link = "https://hub.example.com/t/acme/verify-address?token=theToken";
        String text = "Grüße, それから\n" + "ein langer Satz ".repeat(40) + "\n\n" + link + "\n";
        new MailFolder(dataDir, clock).send("mai_1", new Mail("vera@example.com", "Acme", null, "Hallo", text));
        assertThat(dataDir.resolve("mails/mai_1.eml")).content().contains(text);
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
    void whatIsAWeekOldIsClearedAwayByTheNextMail() throws IOException {
        new MailFolder(dataDir, clock).send("mai_1", MAIL);
        Files.writeString(dataDir.resolve("mails/mai_0.123.part"), "of a process that died");
        Files.setLastModifiedTime(dataDir.resolve("mails/mai_0.123.part"), FileTime.from(clock.instant()));
        new MailFolder(dataDir, Clock.offset(clock, Duration.ofSeconds(1))).send("mai_2", MAIL);
        Files.writeString(dataDir.resolve("mails/notes.txt"), "an operator's");
        Files.setLastModifiedTime(dataDir.resolve("mails/notes.txt"), FileTime.from(Instant.EPOCH));
        assertThat(names()).hasSize(4);

        Clock later = Clock.offset(clock, MailFolder.KEPT.plusMillis(1));
        new MailFolder(dataDir, later).send("mai_3", MAIL);
        assertThat(names()).containsExactly("mai_2.eml", "mai_3.eml", "notes.txt");
    }

    @Test
    void ofVeryManyTheOldestAreClearedAway() throws IOException {
        Files.createDirectories(dataDir.resolve("mails"));
        for (int i = 0; i < MailFolder.MOST_KEPT + 5; i++) {
            Path file = dataDir.resolve("mails/mai_%05d.eml".formatted(i));
            Files.writeString(file, "old");
            Files.setLastModifiedTime(file, FileTime.from(clock.instant().minusMillis(10_000 - i)));
        }
        new MailFolder(dataDir, clock).send("mai_99999", MAIL);
        assertThat(names())
                .hasSize(MailFolder.MOST_KEPT)
                .startsWith("mai_00006.eml")
                .endsWith("mai_99999.eml");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(dataDir.resolve("mails"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsTriedLater() throws IOException {
        Files.writeString(dataDir.resolve("mails"), "in the way");
        assertThat(new MailFolder(dataDir, clock).send("mai_1", MAIL)).isInstanceOf(Sending.TryLater.class);
    }
}
