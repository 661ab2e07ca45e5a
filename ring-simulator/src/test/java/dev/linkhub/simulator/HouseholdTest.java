package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.STAGING;
import static dev.linkhub.simulator.Stage.json;
import static dev.linkhub.simulator.Stage.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.account.Location;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.camera.ViewSettings;
import dev.linkhub.simulator.camera.Zone;
import dev.linkhub.simulator.client.DeviceChange;
import dev.linkhub.simulator.client.DeviceDetails;
import dev.linkhub.simulator.client.EventDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewInstallation;
import dev.linkhub.simulator.home.Motion;
import dev.linkhub.simulator.webhook.EventState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a user does with devices, as Ring's API and webhooks tell it (ring-contract.md §6, §9). */
class HouseholdTest {

    private final Stage stage = new Stage();
    private final String account = stage.account.id();
    private final String door = stage.account.devices().getFirst().id();
    private final String garden = stage.account.devices().get(1).id();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aDeviceThatIsAddedIsSeenOnceItIsShared() {
        InstallationDetails installation = stage.install();
        String access = stage.confirm(installation);
        int before = stage.partner.received("/webhook").size();

        DeviceDetails hall = stage.client.homes().addDevice(account, "Hall", DeviceKind.CHIME);
        assertThat(title(stage.get("/v1/devices/" + hall.id(), access))).isEqualTo("404 Not Found");
        assertThat(stage.partner.received("/webhook")).hasSize(before);

        InstallationDetails shared = stage.client.homes().share(installation.id(), hall.id());
        stage.client.homes().share(installation.id(), hall.id());

        assertThat(shared.devices()).containsExactly(door, garden, hall.id());
        assertThat(names(access)).containsExactly("Front door", "Garden", "Hall");
        assertThat(types(before)).containsExactly("device_added");
        assertThat(latestEvent().at("/data/attributes/source").asText()).isEqualTo(hall.id());
    }

    @Test
    void aDeviceThatIsUnsharedIsGoneForThatAppOnly() {
        InstallationDetails staging = stage.install();
        String access = stage.confirm(staging);
        stage.client.setUrls(stage.app.id(), RingEnvironment.PRODUCTION, stage.partner.urls());
        InstallationDetails production = stage.client.install(account, stage.app.id(), RingEnvironment.PRODUCTION);
        String productionAccess = stage.confirm(production);
        int before = stage.partner.received("/webhook").size();

        InstallationDetails unshared = stage.client.homes().unshare(staging.id(), door);
        stage.client.homes().unshare(staging.id(), door);

        assertThat(unshared.devices()).containsExactly(garden);
        assertThat(title(stage.get("/v1/devices/" + door + "/status", access))).isEqualTo("404 Not Found");
        assertThat(names(productionAccess)).containsExactly("Front door", "Garden");
        assertThat(types(before)).containsExactly("device_removed");
        assertThat(stage.client.events().getLast().status()).isEqualTo(EventState.DELIVERED);
    }

    @Test
    void aDeviceThatIsRemovedIsGoneForAllThatCouldSeeIt() {
        String access = stage.confirm(stage.install());
        int before = stage.partner.received("/webhook").size();

        stage.client.homes().removeDevice(account, garden);

        assertThat(title(stage.get("/v1/devices/" + garden, access))).isEqualTo("404 Not Found");
        assertThat(names(access)).containsExactly("Front door");
        assertThat(types(before)).containsExactly("device_removed");
        assertThatThrownBy(() -> stage.client.homes().removeDevice(account, garden))
                .hasMessageContaining(door);
    }

    @Test
    void aDeviceGoesOfflineAndOnlineAgain() {
        String access = stage.confirm(stage.install());
        int before = stage.partner.received("/webhook").size();

        stage.client.homes().changeDevice(account, door, DeviceChange.online(false));
        assertThat(json(stage.get("/v1/devices/" + door + "/status", access))
                        .at("/data/attributes/online")
                        .asBoolean(true))
                .isFalse();
        stage.client.homes().changeDevice(account, door, DeviceChange.online(false));
        stage.client.homes().changeDevice(account, door, DeviceChange.online(true));

        assertThat(types(before)).containsExactly("device_offline", "device_online");
        assertThat(latestEvent().at("/data/relationships/devices/links/self").asText())
                .isEqualTo("/v1/devices/" + door);
    }

    @Test
    void nameLocationAndZonesAreWhatTheUserMadeThem() {
        String access = stage.confirm(stage.install());
        int before = stage.partner.received("/webhook").size();
        Zone neighbours =
                new Zone("z1", List.of(new Zone.Vertex(0, 0), new Zone.Vertex(0.25, 0), new Zone.Vertex(0, 0.5)));

        DeviceDetails changed = stage.client
                .homes()
                .changeDevice(
                        account,
                        door,
                        DeviceChange.name("Gate")
                                .and(DeviceChange.location(new Location("GB", null)))
                                .and(DeviceChange.view(new ViewSettings(false, List.of(), List.of(neighbours)))));

        assertThat(changed.name()).isEqualTo("Gate");
        assertThat(names(access)).containsExactly("Gate", "Garden");
        assertThat(part(access, "location").toString()).isEqualTo("{\"country\":\"GB\"}");
        JsonNode configurations = part(access, "configurations");
        assertThat(configurations.path("motion_detection").toString())
                .isEqualTo("{\"enabled\":\"off\",\"motion_zones\":[]}");
        assertThat(configurations.at("/image_enhancements/privacy_zones").toString())
                .isEqualTo("[{\"id\":\"z1\",\"vertices\":"
                        + "[{\"x\":0,\"y\":0},{\"x\":0.25,\"y\":0},{\"x\":0,\"y\":0.5}]}]");
        assertThat(types(before)).as("Ring has no event for these").isEmpty();
    }

    @Test
    void someoneRingsAndWalksPast() {
        stage.confirm(stage.install());

        List<EventDetails> rung = stage.client.homes().press(account, door);
        JsonNode press = latestEvent();
        stage.client.homes().move(account, garden, Motion.VEHICLE);
        JsonNode motion = latestEvent();

        assertThat(rung).extracting(EventDetails::status).containsExactly(EventState.DELIVERED);
        assertThat(press.at("/data/type").asText()).isEqualTo("button_press");
        assertThat(press.at("/data/attributes/source").asText()).isEqualTo(door);
        assertThat(motion.at("/data/type").asText()).isEqualTo("motion_detected");
        assertThat(motion.at("/data/subType").asText()).isEqualTo("vehicle");
        assertThat(motion.at("/data/attributes/source").asText()).isEqualTo(garden);
        assertThatThrownBy(() -> stage.client.homes().press(account, garden))
                .hasMessageContaining("no doorbell but a camera");
        String chime = stage.client
                .homes()
                .addDevice(account, "Hall", DeviceKind.CHIME)
                .id();
        assertThatThrownBy(() -> stage.client.homes().move(account, chime, Motion.HUMAN))
                .hasMessageContaining("no camera");
    }

    @Test
    void nobodyHearsWhoMayNot() {
        InstallationDetails pending = stage.install();
        assertThat(stage.client.homes().press(account, door))
                .as("the link is not confirmed")
                .isEmpty();
        stage.confirm(pending);
        assertThat(stage.client.homes().press(account, door)).hasSize(1);

        stage.client.homes().changeDevice(account, door, DeviceChange.online(false));
        assertThat(stage.client.homes().press(account, door)).as("offline").isEmpty();
        assertThat(stage.client.homes().move(account, door, Motion.HUMAN))
                .as("offline")
                .isEmpty();
        stage.client
                .homes()
                .changeDevice(account, garden, DeviceChange.view(new ViewSettings(false, List.of(), List.of())));
        assertThat(stage.client.homes().move(account, garden, Motion.HUMAN))
                .as("does not look for motion")
                .isEmpty();
        stage.client.homes().changeDevice(account, garden, DeviceChange.view(ViewSettings.DEFAULT));
        stage.client.homes().unshare(pending.id(), garden);
        assertThat(stage.client.homes().move(account, garden, Motion.HUMAN))
                .as("not shared")
                .isEmpty();
        stage.client.homes().changeDevice(account, door, DeviceChange.online(true));
        stage.client.remove(pending.id());
        assertThat(stage.client.homes().press(account, door)).as("removed").isEmpty();
        assertThatThrownBy(() -> stage.client.homes().share(pending.id(), garden))
                .hasMessageContaining("has been removed");
    }

    @Test
    void aReinstallationSharesAnew() {
        stage.client.remove(stage.install().id());

        String access = stage.confirm(stage.client.install(
                NewInstallation.of(account, stage.app.id(), STAGING).sharing(List.of(garden))));

        assertThat(names(access)).containsExactly("Garden");
    }

    @Test
    void anAccountHasAHundredDevicesAtMost() {
        for (int i = 2; i < 100; i++) {
            stage.client.homes().addDevice(account, "Camera " + i, DeviceKind.CAMERA);
        }

        assertThatThrownBy(() -> stage.client.homes().addDevice(account, "One more", DeviceKind.CAMERA))
                .hasMessageContaining("100 devices");
    }

    private JsonNode part(String access, String name) {
        return json(stage.get("/v1/devices/" + door + "/" + name, access)).at("/data/attributes");
    }

    private List<String> names(String access) {
        return json(stage.get("/v1/devices", access)).path("data").findValuesAsText("name");
    }

    private JsonNode latestEvent() {
        return json(stage.partner.received("/webhook").getLast().text());
    }

    private List<String> types(int after) {
        return stage.partner.received("/webhook").stream()
                .skip(after)
                .map(event -> json(event.text()).at("/data/type").asText())
                .toList();
    }
}
