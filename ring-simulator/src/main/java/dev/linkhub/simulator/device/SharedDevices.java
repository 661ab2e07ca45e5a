package dev.linkhub.simulator.device;

import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.integration.Installation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The devices that an installation may see: those of its account that the user shares with it. */
public final class SharedDevices {

    private final RingAccounts accounts;

    public SharedDevices(RingAccounts accounts) {
        this.accounts = accounts;
    }

    List<Device> of(Installation installation) {
        return accounts.find(installation.placement().account())
                .map(account -> account.devices().stream()
                        .filter(device -> installation.sharedSince(device.id()).isPresent())
                        .toList())
                .orElse(List.of());
    }

    /** What {@code work} answers about a device, or 404: a device that is not shared looks like none. */
    public Answer answer(Installation installation, String id, Function<Device, Answer> work) {
        Optional<Device> found = of(installation).stream()
                .filter(device -> device.id().equals(id))
                .findFirst();
        return found.map(work)
                .orElseGet(() -> Answer.error(404, "Not Found", "There is no such device.")
                        .remarked("the user does not share a device of this id with the app"));
    }
}
