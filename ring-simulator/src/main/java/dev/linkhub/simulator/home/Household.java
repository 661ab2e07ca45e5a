package dev.linkhub.simulator.home;

import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.history.DeviceHistory;
import dev.linkhub.simulator.history.PastEvent;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.integration.Installations;
import dev.linkhub.simulator.journey.Announcements;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.webhook.EventDraft;
import dev.linkhub.simulator.webhook.WebhookEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a user does with devices and what happens at them. Each app that may know hears of it by webhook; calls return
 * after the first attempt for each.
 */
public final class Household {

    private final RingAccounts accounts;
    private final Installations installations;
    private final Announcements announcements;
    private final DeviceHistory history;
    private final InstantSource clock;

    public Household(
            RingAccounts accounts,
            Installations installations,
            Announcements announcements,
            DeviceHistory history,
            InstantSource clock) {
        this.accounts = accounts;
        this.installations = installations;
        this.announcements = announcements;
        this.history = history;
        this.clock = clock;
    }

    /** Changes a device; apps hear of it if it goes online or offline by that. */
    public void change(String account, String device, UnaryOperator<Device> change) {
        Device before = accounts.changeDevice(account, device, change);
        boolean online = change.apply(before).online();
        if (online != before.online()) {
            tell(account, device, EventDraft.of(online ? "device_online" : "device_offline", device));
        }
    }

    /** Takes a device out of the account, and by that from all apps that could see it. */
    public void remove(String account, String device) {
        accounts.removeDevice(account, device);
        for (Installation installation : installations.ofAccount(account)) {
            unshare(installation, device);
        }
    }

    /**
     * Lets an app see a device; nothing happens if it may already.
     *
     * @throws Unprocessable if the app has been removed or the account has no such device
     */
    public void share(Installation installation, String device) {
        refuseIfRemoved(installation);
        accounts.get(installation.placement().account()).device(device);
        if (installation.share(device, clock.instant())) {
            announcements.announce(installation, EventDraft.of("device_added", device));
        }
    }

    /** Takes a device from an app; nothing happens if it could not see it, or is removed itself. */
    public void unshare(Installation installation, String device) {
        if (installation.unshare(device)) {
            announcements.announce(installation, EventDraft.of("device_removed", device));
        }
    }

    /**
     * Presses a doorbell. One that is offline tells nobody.
     *
     * @throws Unprocessable if the device has no button
     */
    public List<WebhookEvent> press(String account, String device) {
        Device doorbell = accounts.get(account).device(device);
        if (!doorbell.kind().rings()) {
            throw new Unprocessable("device", "is no doorbell but a " + Choice.name(doorbell.kind()));
        }
        return doorbell.online() ? happened(account, device, "button_press", "ding", null) : List.of();
    }

    /**
     * Moves in front of a camera. One that is offline or does not look for motion tells nobody.
     *
     * @throws Unprocessable if the device has no camera
     */
    public List<WebhookEvent> move(String account, String device, Motion motion) {
        Device camera = accounts.get(account).device(device);
        if (!camera.kind().sees()) {
            throw new Unprocessable("device", "has no camera: it is a " + Choice.name(camera.kind()));
        }
        return camera.online() && camera.view().motionDetection()
                ? happened(account, device, "motion_detected", "motion", Choice.name(motion))
                : List.of();
    }

    /** The history calls things otherwise than the webhook. */
    private List<WebhookEvent> happened(
            String account, String device, String type, String pastType, @Nullable String subType) {
        PastEvent past = history.record(account, device, pastType, subType, clock.instant());
        return tell(account, device, new EventDraft(type, subType, past.start(), null, device));
    }

    /** Only apps whose link is confirmed have the user's consent to hear from a device. */
    private List<WebhookEvent> tell(String account, String device, EventDraft draft) {
        return installations.ofAccount(account).stream()
                .filter(Installation::isConfirmed)
                .filter(installation -> installation.sharedSince(device).isPresent())
                .map(installation -> announcements.announce(installation, draft))
                .toList();
    }

    private static void refuseIfRemoved(Installation installation) {
        if (installation.status() == InstallationStatus.REMOVED) {
            throw new Unprocessable("installation", "has been removed; install the app again");
        }
    }
}
