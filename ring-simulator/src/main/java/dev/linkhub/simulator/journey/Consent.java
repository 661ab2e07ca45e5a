package dev.linkhub.simulator.journey;

import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.settings.CodeEncoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user agrees to. {@code encoding} is how this one code is posted; the settings decide if it is null. */
public record Consent(
        RingAccount account,
        RingApp app,
        RingEnvironment environment,
        List<String> devices,
        @Nullable CodeEncoding encoding) {

    public Consent {
        devices = List.copyOf(devices);
        devices.forEach(account::device);
    }
}
