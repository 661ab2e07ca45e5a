package dev.linkhub.simulator.page;

import dev.linkhub.simulator.trace.Exchange;
import dev.linkhub.simulator.world.World;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** The latest calls that a page shows, newest first. */
final class CallViews {

    private static final int MOST_CALLS = 40;

    private final World world;

    CallViews(World world) {
        this.world = world;
    }

    List<CallView> all() {
        return latest(any -> true);
    }

    List<CallView> ofAccount(String account) {
        return latest(exchange -> account.equals(exchange.heading().subject().account()));
    }

    List<CallView> ofInstallation(String installation) {
        return latest(
                exchange -> installation.equals(exchange.heading().subject().installation()));
    }

    private List<CallView> latest(Predicate<Exchange> wanted) {
        Instant now = world.clock().instant();
        return world.trace().latest(wanted, MOST_CALLS).stream()
                .map(exchange -> CallView.of(exchange, now))
                .toList();
    }
}
