package dev.linkhub.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who plays in the demo: two integrators with three apps between them, and the households of each app. */
final class Cast {

    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Ben", "Carla", "Dev", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kira", "Liam", "Mara",
            "Noor");
    private static final List<String> LAST_NAMES =
            List.of("Adler", "Brandt", "Castillo", "Dubois", "Eriksen", "Fischer", "Gupta");
    private static final List<String> DOORS = List.of("Front door", "Garden gate", "Garage");

    /** The integrators. */
    static final List<Integrator> INTEGRATORS = List.of(
            new Integrator(
                    "casa-sicura",
                    "Casa Sicura",
                    "#0f6e56",
                    "help@casa-sicura.example",
                    List.of(
                            new App("doorman", "Casa Doorman", "production", 18),
                            new App("night-watch", "Casa Night Watch", "staging", 8))),
            new Integrator(
                    "nordlys",
                    "Nordlys Home",
                    "#3b4cca",
                    "support@nordlys.example",
                    List.of(new App("nordlys-ring", "Nordlys for Ring", "production", 14))));

    private Cast() {}

    /** The households that link with an app, none of them anybody else's. */
    static List<Household> householdsOf(App app) {
        int first = INTEGRATORS.stream()
                .flatMap(one -> one.apps().stream())
                .takeWhile(one -> !one.equals(app))
                .mapToInt(App::households)
                .sum();
        List<Household> households = new ArrayList<>();
        for (int i = first; i < first + app.households(); i++) {
            households.add(household(i));
        }
        return households;
    }

    /** Somebody who begins and walks away. */
    static Household passerBy() {
        return household(INTEGRATORS.stream()
                .flatMap(one -> one.apps().stream())
                .mapToInt(App::households)
                .sum());
    }

    private static Household household(int number) {
        return new Household(
                number,
                FIRST_NAMES.get(number % FIRST_NAMES.size()),
                LAST_NAMES.get(number / FIRST_NAMES.size() % LAST_NAMES.size()),
                DOORS.get(number % DOORS.size()));
    }

    /** An integrator and how its pages look. */
    record Integrator(String slug, String name, String color, String supportEmail, List<App> apps) {

        Integrator {
            apps = List.copyOf(apps);
        }
    }

    /** One of its Ring apps. */
    record App(String slug, String name, String environment, int households) {}

    /** A household with a doorbell. */
    record Household(int number, String firstName, String lastName, String door) {

        String email() {
            return (firstName + "." + lastName).toLowerCase(Locale.ROOT) + "@example.com";
        }

        /** Out of the range that is for documentation (RFC 5737). */
        String address() {
            return "203.0.113." + (number + 1);
        }
    }
}
