package dev.linkhub.journal;

import dev.linkhub.setting.InvalidSetting;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** {@code HUB_REFRESH_JOURNAL}. */
@Factory
final class Journals {

    private static final String PROPERTY = "hub.refresh-journal";

    private @Nullable JournalFile file;

    /** Opened at the start: a file that cannot be written stops it. */
    @Context
    AttemptJournal journal(@Nullable @Property(name = PROPERTY) String path, Clock clock) {
        if (path == null || path.isBlank()) {
            return new NoJournal();
        }
        try {
            file = JournalFile.appendTo(Path.of(path.strip()), clock);
            return file;
        } catch (IOException | InvalidPathException e) {
            throw new InvalidSetting(
                    PROPERTY,
                    path,
                    "a file in a folder that is there and that this user may write to ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    /** Here and not at the bean above, which has nothing to close where there is no file. */
    @PreDestroy
    void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
