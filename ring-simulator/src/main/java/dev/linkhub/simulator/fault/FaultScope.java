package dev.linkhub.simulator.fault;

import dev.linkhub.simulator.api.Call;
import dev.linkhub.simulator.api.EndpointName;
import org.jspecify.annotations.Nullable;

/** Which calls are struck; null stands for any. */
public record FaultScope(
        EndpointName endpoint,
        @Nullable String app,
        @Nullable String account) {

    boolean covers(Call call) {
        return endpoint.covers(call.endpoint())
                && (app == null || app.equals(call.subject().app()))
                && (account == null || account.equals(call.subject().account()));
    }
}
