package dev.linkhub.webhook;

import dev.linkhub.device.DeviceChange;
import dev.linkhub.device.DeviceListing;
import dev.linkhub.device.Devices;
import dev.linkhub.linking.LinksByAccount;
import dev.linkhub.subscription.Subscriptions;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What webhooks say of a link's devices and subscriptions. Applied as often as they come: only the times in them count. */
@Singleton
class DeviceNews {

    private final Devices devices;
    private final DeviceListing listing;
    private final Subscriptions subscriptions;
    private final LinksByAccount links;

    DeviceNews(Devices devices, DeviceListing listing, Subscriptions subscriptions, LinksByAccount links) {
        this.devices = devices;
        this.listing = listing;
        this.subscriptions = subscriptions;
        this.links = links;
    }

    /**
     * Notes what it says. One whose link is not known yet waits for its claim; one of an account that its link no longer has says
     * nothing of the link.
     */
    @Transactional
    void note(RingEvent event) {
        String linkId = event.linkId();
        String subject = event.subject();
        String account = event.ringAccountId();
        if (linkId == null || subject == null || account == null || !links.isStillOf(event.scope(), linkId, account)) {
            return;
        }
        switch (event.type()) {
            case "subscription_activated" -> subscriptions.note(event.scope(), linkId, subject, true, event.when());
            case "subscription_deactivated" -> subscriptions.note(event.scope(), linkId, subject, false, event.when());
            default ->
                change(event).ifPresent(change -> {
                    devices.note(event.scope(), linkId, subject, change, event.when());
                    if (change == DeviceChange.ADDED) {
                        listing.want(event.scope(), linkId);
                    }
                });
        }
    }

    /** Whatever else has a device for its source happened at that device, whether we know its kind or not. */
    private static Optional<DeviceChange> change(RingEvent event) {
        return switch (event.type()) {
            case "device_added" -> Optional.of(DeviceChange.ADDED);
            case "device_removed" -> Optional.of(DeviceChange.REMOVED);
            case "device_online" -> Optional.of(DeviceChange.ONLINE);
            case "device_offline" -> Optional.of(DeviceChange.OFFLINE);
            default ->
                event.type().startsWith("subscription_") || event.type().startsWith("app_integration_")
                        ? Optional.empty()
                        : Optional.of(DeviceChange.EVENT);
        };
    }
}
