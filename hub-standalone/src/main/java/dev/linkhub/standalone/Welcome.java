package dev.linkhub.standalone;

import dev.linkhub.process.Listeners;
import java.io.Console;
import java.io.PrintStream;

/** What whoever starts the hub reads first. A new key is shown once, and to a person only: logs are kept and passed on. */
final class Welcome {

    private Welcome() {}

    static void print(Listeners listeners, Keys keys, LocalSandbox sandbox) {
        PrintStream out = System.out;
        String url = listeners.open().orElseThrow().publicUrl();
        out.println("Link Hub is up: " + url);
        out.println("  operators     " + url + "/ops");
        out.println("  health        " + listeners.readiness());
        sandbox.page().ifPresent(page -> out.println("  sandbox       " + page));
        if (keys.operatorKeyFile() != null) {
            out.println("  operator key  in " + keys.operatorKeyFile());
        }
        if (keys.newOperatorKey() != null && isTerminal()) {
            out.println("                " + keys.newOperatorKey() + "  (shown this once)");
        }
        out.flush();
    }

    /** Whether a person reads along. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25's own console is null where there is no terminal.
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
