package dev.linkhub.fleet;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How this process is called: in the list of processes, and as the holder of lanes. */
@Singleton
public class ThisProcess {

    private static final int LONGEST = 50;
    private static final int LONGEST_VERSION = 40;

    private static final String NAME = shortened(ProcessHandle.current().pid() + "@" + host(), LONGEST);

    private final String kind;

    ThisProcess(@Nullable @Property(name = "hub.part") String kind) {
        this.kind = kind == null ? "" : kind;
    }

    /** The process on its machine, such as {@code 4711@worker-7f9c}; 50 ASCII characters at most. */
    public static String name() {
        return NAME;
    }

    /** {@code api}, {@code web}, {@code worker} or {@code standalone}. */
    String kind() {
        return kind;
    }

    /** As its jar says. */
    String version() {
        return shortened(
                Optional.ofNullable(ThisProcess.class.getPackage().getImplementationVersion())
                        .orElse("unpackaged"),
                LONGEST_VERSION);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }

    private static String shortened(String text, int most) {
        String plain = text.replaceAll("[^\\x21-\\x7e]", "-");
        return plain.length() > most ? plain.substring(0, most) : plain;
    }
}
