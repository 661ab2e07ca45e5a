package dev.linkhub.simulator.integration;

import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import dev.linkhub.simulator.api.Call;
import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.oauth.Gatekeeper;
import java.util.Optional;
import java.util.function.Function;

/** Lets calls about a user's devices through once the link has been confirmed (ring-contract.md §5, §8). */
public final class Admission {

    private final Gatekeeper gatekeeper;
    private final Installations installations;

    public Admission(Gatekeeper gatekeeper, Installations installations) {
        this.gatekeeper = gatekeeper;
        this.installations = installations;
    }

    /** A call whose work is done for a live access token of an installation that is awaiting or completed. */
    public Call call(EndpointName name, ApiRequest request, Function<Installation, Answer> work) {
        return new Call(
                name,
                gatekeeper.subject(request),
                () -> gatekeeper.admit(request, holder -> {
                    Optional<Installation> installation = installations.find(holder.installation());
                    return installation
                            .filter(Installation::isConfirmed)
                            .map(work)
                            .orElseGet(() -> refuse(installation));
                }));
    }

    private static Answer refuse(Optional<Installation> installation) {
        boolean pending = installation
                .filter(found -> found.status() == InstallationStatus.PENDING)
                .isPresent();
        return Answer.error(403, "Out of Scope Access", "The app integration is not active.")
                .remarked(
                        pending
                                ? "called before the nonce was posted: devices are closed until then"
                                : "called after the user removed the app");
    }
}
