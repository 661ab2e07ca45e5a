package dev.linkhub.setting;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts a process of the hub, and ends it with one line where a setting is wrong. */
public final class HubStart {

    /** The exit code for a wrong setting: {@code EX_CONFIG} of sysexits.h. */
    public static final int WRONG_SETTING = 78;

    private HubStart() {}

    /** Starts, or prints one line to standard error and exits with {@link #WRONG_SETTING}. */
    public static <T> T orExit(Supplier<T> start) {
        try {
            return start.get();
        } catch (RuntimeException e) {
            Optional<String> line = lineFor(e);
            if (line.isEmpty()) {
                throw e;
            }
            System.err.println(line.get());
            System.exit(WRONG_SETTING);
            throw e;
        }
    }

    /** The line for a failure that a wrong setting caused; empty for any other failure. */
    static Optional<String> lineFor(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSetting) {
                return Optional.ofNullable(cause.getMessage());
            }
        }
        return Optional.empty();
    }
}
