package dev.linkhub.standalone.demo;

import dev.linkhub.standalone.demo.Onboarding.Onboarded;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;

/** Where to click. */
final class Directions {

    private Directions() {}

    static void print(Demo.Running running, DemoWorld world, String password) {
        URI hub = running.url();
        DemoDir dir = running.dir();
        Onboarded broken = world.apps().getLast();
        PrintStream out = System.out;
        out.println();
        out.println("Ring (played): install an app, sign in at its integrator, remove it again");
        out.println("  " + running.ring());
        out.println();
        out.println("Operators: links by health and reason, each link's history, the unclaimed pool");
        out.println("  " + hub + "/ops");
        out.println("  sign in with the key in " + shown(dir.operatorKey()));
        out.println();
        out.println("Households: what one sees of its link; everyone's password is " + password);
        for (Onboarded app : world.apps()) {
            out.println("  " + app.home(hub));
            out.println("    as " + Cast.householdsOf(app.app()).getFirst().email());
        }
        out.println("    or as " + Cast.householdsOf(broken.app()).getLast().email() + ", whose link Ring has broken");
        out.println();
        out.println("Integrators: the API, as " + broken.tenant().integrator().name() + " calls it");
        out.println("  curl -H \"Authorization: Bearer $(cat "
                + shown(dir.apiKey(broken.tenant().integrator().slug())) + ")\" '" + hub
                + "/api/v1/links?health=UNHEALTHY'");
        out.println();
        out.println("Ctrl-C ends it all; the next demo begins afresh.");
        out.flush();
    }

    /** As whoever stands in the checkout would type it. */
    private static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
