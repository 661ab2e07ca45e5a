package dev.linkhub.chaos;

import dev.linkhub.chaos.machine.Jars;
import java.nio.file.Path;

/** {@code ./hub chaos}: exit code 0 if every promise was kept, 1 if one was broken, 2 for wrong usage. */
public final class Main {

    private static final int BROKEN = 1;
    private static final int WRONG = 2;

    private Main() {}

    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("chaos: " + e.getMessage());
            System.exit(WRONG);
            return;
        }
        Path root = Path.of(System.getProperty("chaos.root", "."));
        Path folder = root.resolve("target/chaos/seed-" + options.seed() + "-"
                + ProcessHandle.current().pid());
        System.out.println("chaos: " + options.minutes() + " minutes, seed " + options.seed() + ", all of it in "
                + folder.normalize());
        Run.Outcome outcome = Run.hold(
                Form.ofMinutes(options.minutes()),
                options.seed(),
                new Jars(root, System.getProperty("chaos.version", "")),
                folder.toAbsolutePath().normalize());
        System.out.println(outcome.report());
        System.out.println(
                outcome.violations().isEmpty()
                        ? "chaos: every promise was kept"
                        : "chaos: BROKEN; repeat it with --seed " + options.seed());
        System.exit(outcome.violations().isEmpty() ? 0 : BROKEN);
    }
}
