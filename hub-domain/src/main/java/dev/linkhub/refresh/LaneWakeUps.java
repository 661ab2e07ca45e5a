package dev.linkhub.refresh;

import dev.linkhub.grant.GrantSettings;
import dev.linkhub.wakeup.WakeUps;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

/** A healed grant has a due time again; the lane may have ended when the tenant's last grant was given up. */
@Singleton
class LaneWakeUps {

    private final WakeUps wakeUps;
    private final GrantSettings settings;

    LaneWakeUps(WakeUps wakeUps, GrantSettings settings) {
        this.wakeUps = wakeUps;
        this.settings = settings;
    }

    @EventListener
    void on(GrantHealed healed) {
        wakeUps.refreshIn(settings.nextRefreshIn(), healed.tenant());
    }
}
