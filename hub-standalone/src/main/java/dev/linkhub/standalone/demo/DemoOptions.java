package dev.linkhub.standalone.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code ./hub demo}.
 *
 * @param headless print no password
 * @param simulatorPort where the played Ring listens; 0 takes any free port
 */
record DemoOptions(Path simulatorJar, boolean headless, int simulatorPort) {

    static DemoOptions parse(String[] arguments) {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        Path jar = null;
        boolean headless = false;
        int port = 0;
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--simulator-jar" -> jar = Path.of(value(option, left.poll()));
                case "--simulator-port" -> port = port(value(option, left.poll()));
                case "--headless" -> headless = true;
                default -> throw wrong("there is no option " + option);
            }
        }
        if (jar == null || !Files.isRegularFile(jar)) {
            throw wrong("--simulator-jar needs the simulator's jar");
        }
        return new DemoOptions(jar, headless, port);
    }

    private static String value(String option, @Nullable String value) {
        if (value == null) {
            throw wrong(option + " needs a value");
        }
        return value;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw wrong("--simulator-port takes a port from 0 (any) to 65535, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static DemoFailure wrong(String trouble) {
        return new DemoFailure("demo: " + trouble);
    }
}
