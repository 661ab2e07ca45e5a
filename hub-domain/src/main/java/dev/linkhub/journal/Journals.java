package dev.linkhub.journal;

import dev.linkhub.setting.InvalidSetting;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;

/** {@code HUB_REFRESH_JOURNAL}. */
@Factory
final class Journals {

    private static final String PROPERTY = "hub.refresh-journal";
    private static final String SET = ".+";

    /** The file, opened at the start: one that cannot be written stops it. */
    @Context
    @Bean(preDestroy = "close")
    @Requires(property = PROPERTY, pattern = SET)
    JournalFile file(@Property(name = PROPERTY) String path, Clock clock) {
        try {
            return JournalFile.appendTo(Path.of(path.strip()), clock);
        } catch (IOException | InvalidPathException e) {
            throw new InvalidSetting(
                    PROPERTY,
                    path,
                    "a file in a folder that is there and that this user may write to ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    @Context
    @Requires(missingBeans = JournalFile.class)
    NoJournal none() {
        return new NoJournal();
    }
}
