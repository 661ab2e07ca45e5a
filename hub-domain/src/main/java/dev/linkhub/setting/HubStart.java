package dev.linkhub.setting;

import java.net.BindException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts a process of the hub, and ends it with one line where a setting is wrong. */
public final class HubStart {

    /** The exit code for a wrong setting: {@code EX_CONFIG} of sysexits.h. */
    public static final int WRONG_SETTING = 78;

    private HubStart() {}

    /** What was free when the settings were read. */
    private static final String PORT_TAKEN =
            "HUB_PORT or HUB_MANAGEMENT_PORT was taken by another process while this one started: end that one, or set another port";

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

    /** The line for a failure that a setting caused; empty for any other failure. */
    static Optional<String> lineFor(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSetting) {
                return Optional.ofNullable(cause.getMessage());
            }
            if (cause instanceof BindException) {
                return Optional.of(PORT_TAKEN);
            }
        }
        return Optional.empty();
    }
}
