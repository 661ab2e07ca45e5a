package dev.linkhub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.journal.AttemptJournal.Attempt;
import dev.linkhub.journal.AttemptJournal.WrittenBy;
import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.vault.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-25T12:00:00.000001Z"), ZoneOffset.UTC);
    private static final Attempt ATTEMPT = new Attempt("01kclaim", "grn_1", 7);
    private static final Secret OLD = Secret.of("the old refresh token");
    private static final Secret NEW = Secret.of("the new refresh token");

    @TempDir
    Path folder;

    @Test
    void eachStepIsALineThatIsThereWhenTheStepGoesOn() throws IOException {
        Path file = folder.resolve("journal");
        JournalFile journal = JournalFile.appendTo(file, NOON);
        journal.sending(ATTEMPT, OLD);
        assertThat(Files.readAllLines(file)).hasSize(1);
        journal.got2xx(ATTEMPT, OLD, NEW);
        assertThat(Files.readAllLines(file)).hasSize(2);
        journal.stored(ATTEMPT, NEW, WrittenBy.WRITE_BACK);
        journal.stored(ATTEMPT, null, WrittenBy.SPOOL);

        String start = "2026-11-25T12:00:00.000001Z ";
        String of = " attempt=01kclaim grant=grn_1 generation=7 ";
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        start + "sending" + of + "sent=" + sha(OLD),
                        start + "got2xx" + of + "sent=" + sha(OLD) + " received=" + sha(NEW),
                        start + "stored" + of + "received=" + sha(NEW) + " by=write-back",
                        start + "stored" + of + "received=- by=spool");
    }

    @Test
    void noTokenIsInIt() throws IOException {
        Path file = folder.resolve("journal");
        JournalFile journal = JournalFile.appendTo(file, NOON);
        journal.sending(ATTEMPT, OLD);
        journal.got2xx(ATTEMPT, OLD, NEW);
        journal.stored(ATTEMPT, NEW, WrittenBy.WRITE_BACK);
        assertThat(Files.readString(file)).doesNotContain("refresh token");
    }

    @Test
    void aNewOneIsItsOwnersAloneAndAnOldOneGoesOn() throws IOException {
        Path file = folder.resolve("journal");
        try (JournalFile first = JournalFile.appendTo(file, NOON)) {
            first.sending(ATTEMPT, OLD);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (JournalFile second = JournalFile.appendTo(file, NOON)) {
            second.sending(ATTEMPT, OLD);
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void whatCannotBeWrittenStopsNoRefresh() throws IOException {
        JournalFile journal = JournalFile.appendTo(Path.of("/dev/full"), NOON);
        assertThatCode(() -> {
                    journal.sending(ATTEMPT, OLD);
                    journal.got2xx(ATTEMPT, OLD, NEW);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aFileThatCannotBeWrittenStopsTheStart() {
        Path missing = folder.resolve("missing").resolve("journal");
        assertThatThrownBy(() -> new Journals().journal(missing.toString(), NOON))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("HUB_REFRESH_JOURNAL=" + missing + " is not accepted: ")
                .hasMessageEndingWith("(NoSuchFileException)");
    }

    @Test
    void nobodyHasOneWhoDidNotAsk() {
        assertThat(new Journals().journal(null, NOON)).isInstanceOf(NoJournal.class);
        assertThat(new Journals().journal(" ", NOON)).isInstanceOf(NoJournal.class);
    }

    private static String sha(Secret token) {
        return HexFormat.of().formatHex(token.sha256());
    }
}
