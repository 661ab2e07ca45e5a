package dev.linkhub.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.vault.Secret;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a step, appended with one write each: the kernel has it when the process goes on, so it survives the process,
 * though not the machine. A stream and not a channel, which an interrupted thread would close for all.
 */
final class JournalFile implements AttemptJournal, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
    private static final HexFormat HEX = HexFormat.of();
    private static final String NONE = "-";

    private final FileOutputStream file;
    private final Clock clock;
    private final AtomicBoolean failing = new AtomicBoolean();

    private JournalFile(FileOutputStream file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Goes on after what is in the file already; a new one is its owner's alone. */
    static JournalFile appendTo(Path path, Clock clock) throws IOException {
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException goesOn) {
            LOG.debug("The refresh journal {} goes on", path, goesOn);
        }
        return new JournalFile(new FileOutputStream(path.toFile(), true), clock);
    }

    @Override
    public void sending(Attempt attempt, Secret refreshToken) {
        write("sending", attempt, " sent=" + hash(refreshToken));
    }

    @Override
    public void got2xx(Attempt attempt, Secret sent, @Nullable Secret received) {
        write("got2xx", attempt, " sent=" + hash(sent) + " received=" + hash(received));
    }

    @Override
    public void stored(Attempt attempt, @Nullable Secret received, WrittenBy by) {
        String way = switch (by) {
            case WRITE_BACK -> "write-back";
            case SPOOL -> "spool";
        };
        write("stored", attempt, " received=" + hash(received) + " by=" + way);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A full disk must not cost anybody a token: what cannot be written is missing here, and said once in the log. */
    private void write(String step, Attempt attempt, String tokens) {
        String line = "%s %s attempt=%s grant=%s generation=%d%s%n"
                .formatted(clock.instant(), step, attempt.attemptId(), attempt.grantId(), attempt.generation(), tokens);
        try {
            file.write(line.getBytes(UTF_8));
            failing.set(false);
        } catch (IOException e) {
            if (!failing.getAndSet(true)) {
                LOG.error("ALERT the refresh journal cannot be written; refreshes go on without it", e);
            }
        }
    }

    private static String hash(@Nullable Secret token) {
        return token == null ? NONE : HEX.formatHex(token.sha256());
    }
}
