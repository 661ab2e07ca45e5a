package dev.linkhub.simulator.page;

import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.integration.Placement;
import dev.linkhub.simulator.world.World;
import java.util.List;

/** Gathers what pages show of installed apps. */
final class InstalledViews {

    private final World world;

    InstalledViews(World world) {
        this.world = world;
    }

    /** What is installed, removed apps excepted. */
    List<InstalledView> ofAccount(String account) {
        return world.installations().ofAccount(account).stream()
                .filter(installation -> installation.status() != InstallationStatus.REMOVED)
                .map(this::of)
                .toList();
    }

    InstalledView of(Installation installation) {
        Placement placement = installation.placement();
        return InstalledView.of(
                world.apps().get(placement.app()),
                installation,
                world.standings().of(placement.app(), placement.environment()),
                world.findings().of(installation));
    }
}
