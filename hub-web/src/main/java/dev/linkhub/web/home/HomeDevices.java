package dev.linkhub.web.home;

import dev.linkhub.background.Background;
import dev.linkhub.device.Device;
import dev.linkhub.device.DeviceListing;
import dev.linkhub.device.Devices;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.LinkState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A link's devices for its page, which never waits for Ring: what is old is asked for behind its back. */
@Singleton
class HomeDevices {

    private final Devices devices;
    private final DeviceListing listing;
    private final Background background;

    HomeDevices(Devices devices, DeviceListing listing, Background background) {
        this.devices = devices;
        this.listing = listing;
        this.background = background;
    }

    List<Device> of(LinkStatus link) {
        return devices.ofLink(link.scope(), link.linkId());
    }

    Optional<Instant> listedAt(LinkStatus link) {
        return listing.listedAt(link.scope(), link.linkId());
    }

    void renewIfOld(LinkStatus link) {
        if (link.state() == LinkState.COMPLETED && listing.wantIfOld(link.scope(), link.linkId())) {
            background.run(
                    "Listing the devices of " + link.linkId(), () -> listing.proceed(link.scope(), link.linkId()));
        }
    }
}
