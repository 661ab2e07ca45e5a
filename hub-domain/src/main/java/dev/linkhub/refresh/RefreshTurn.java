package dev.linkhub.refresh;

import dev.linkhub.tenant.TenantScope;

/** An app in a lane's round. */
record RefreshTurn(TenantScope tenant, String appId, InFlight.Line line) implements AutoCloseable {

    @Override
    public void close() {
        line.close();
    }
}
