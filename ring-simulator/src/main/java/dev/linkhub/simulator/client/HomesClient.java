package dev.linkhub.simulator.client;

import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.home.Motion;
import java.util.List;
import java.util.Map;

/** The users' homes: their devices, which apps see them, and what happens at them. */
public final class HomesClient {

    private final ControlHttp http;

    HomesClient(ControlHttp http) {
        this.http = http;
    }

    /** Adds a device that no app may see yet. */
    public DeviceDetails addDevice(String account, String name, DeviceKind kind) {
        return http.post(devices(account), Map.of("name", name, "kind", kind), DeviceDetails.class);
    }

    public DeviceDetails changeDevice(String account, String device, DeviceChange change) {
        return http.patch(devices(account) + "/" + device, change, DeviceDetails.class);
    }

    /** Removes a device from the account: {@code device_removed} goes to all that could see it. */
    public void removeDevice(String account, String device) {
        http.delete(devices(account) + "/" + device);
    }

    /** Lets an app see a device and sends {@code device_added}. */
    public InstallationDetails share(String installation, String device) {
        return http.put(shared(installation, device), Map.of(), InstallationDetails.class);
    }

    /** Takes a device from an app and sends {@code device_removed}. */
    public InstallationDetails unshare(String installation, String device) {
        http.delete(shared(installation, device));
        return http.get("/installations/" + installation, InstallationDetails.class);
    }

    /** Presses a doorbell. Returns the {@code button_press} sent to each app that may see it. */
    public List<EventDetails> press(String account, String device) {
        return http.postForList(devices(account) + "/" + device + "/press", Map.of(), EventDetails.class);
    }

    /** Moves in front of a camera. Returns the {@code motion_detected} sent to each app that may see it. */
    public List<EventDetails> move(String account, String device, Motion motion) {
        return http.postForList(
                devices(account) + "/" + device + "/motion", Map.of("sub_type", motion), EventDetails.class);
    }

    private static String devices(String account) {
        return "/accounts/" + account + "/devices";
    }

    private static String shared(String installation, String device) {
        return "/installations/" + installation + "/devices/" + device;
    }
}
