package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.STAGING;
import static dev.linkhub.simulator.Stage.json;
import static dev.linkhub.simulator.Stage.title;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.client.NewInstallation;
import dev.linkhub.simulator.client.RecordedRequest;
import dev.linkhub.simulator.journey.RemovalNotice;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ring-contract.md §9, the rows about devices, and who may call them (§5, §8). */
class DevicesTest {

    private final Stage stage = new Stage();
    private final String door = stage.account.devices().getFirst().id();
    private final String garden = stage.account.devices().get(1).id();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void sharedDevicesAreListedWithLinksToTheirParts() {
        String access = stage.confirm(stage.install());

        HttpResponse<String> response = stage.get("/v1/devices", access);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = json(response);
        assertThat(body.path("meta").path("time").asText()).isEqualTo("2026-07-06T11:11:00Z");
        assertThat(texts(body.path("data"), "id")).containsExactly(door, garden);
        assertThat(body.has("included")).isFalse();
        JsonNode first = body.path("data").path(0);
        assertThat(first.path("type").asText()).isEqualTo("devices");
        assertThat(first.path("attributes").path("name").asText()).isEqualTo("Front door");
        assertThat(first.path("relationships").path("status").toString())
                .isEqualTo("{\"data\":{\"type\":\"device-status\",\"id\":\""
                        + door.replace("ring.device.", "ring.device.status.")
                        + "\"},\"links\":{\"related\":\"/v1/devices/" + door + "/status\"}}");
        assertThat(fieldNames(first.path("relationships")))
                .containsExactly("status", "capabilities", "location", "configurations");
    }

    @Test
    void whatIsIncludedCanBeFoundByTypeAndId() {
        String access = stage.confirm(stage.install());

        JsonNode body = json(stage.get("/v1/devices?include=status,capabilities,location,configurations", access));

        List<String> included = identities(body.path("included"));
        List<String> related = new ArrayList<>();
        for (JsonNode device : body.path("data")) {
            device.path("relationships").forEach(one -> related.addAll(identities(one.path("data"))));
        }
        assertThat(related).hasSize(8).isSubsetOf(included);
        assertThat(included).as("the one location that both share comes once").hasSize(7);
        assertThat(texts(json(stage.get("/v1/devices?include=status", access)).path("included"), "type"))
                .containsExactly("device-status", "device-status");
    }

    @Test
    void eachPartIsAResourceOfItsOwn() {
        String access = stage.confirm(stage.install());

        assertThat(part(access, "status").path("attributes").toString()).isEqualTo("{\"online\":true}");
        assertThat(part(access, "location").path("attributes").toString())
                .isEqualTo("{\"country\":\"US\",\"state\":\"CA\"}");
        JsonNode capabilities = part(access, "capabilities");
        assertThat(capabilities.path("attributes").path("video").path("codecs").toString())
                .isEqualTo("[\"AVC\"]");
        assertThat(capabilities
                        .at("/relationships/configurations/links/related")
                        .asText())
                .isEqualTo("/v1/devices/" + door + "/configurations");
        JsonNode configurations = part(access, "configurations").path("attributes");
        assertThat(configurations.at("/motion_detection/enabled").asText()).isEqualTo("on");
        assertThat(configurations
                        .at("/motion_detection/motion_zones/0/vertices")
                        .toString())
                .as("whole numbers come without a fraction, as Ring warns")
                .isEqualTo("[{\"x\":0,\"y\":0.2},{\"x\":1,\"y\":0.2},{\"x\":1,\"y\":1},{\"x\":0,\"y\":1}]");
        assertThat(configurations.at("/image_enhancements/privacy_zones").toString())
                .isEqualTo("[]");
    }

    @Test
    void oneDeviceIsAnsweredAloneOrWithItsParts() {
        String access = stage.confirm(stage.install());

        JsonNode alone = json(stage.get("/v1/devices/" + door, access));
        JsonNode compound = json(stage.get("/v1/devices/" + door + "?include=capabilities,status", access));

        assertThat(alone.at("/data/id").asText()).isEqualTo(door);
        assertThat(alone.has("included")).isFalse();
        assertThat(texts(compound.path("included"), "type")).containsExactly("device-status", "device-capabilities");
    }

    @Test
    void aChimeSaysNothingOfPictures() {
        String account = stage.client
                .createAccount(NewAccount.of("Bo", "Chime", "bo@example.com").withDevice("Hall", DeviceKind.CHIME))
                .id();
        String access = stage.confirm(stage.client.install(account, stage.app.id(), STAGING));
        String chime = json(stage.get("/v1/devices", access)).at("/data/0/id").asText();

        JsonNode capabilities = json(stage.get("/v1/devices/" + chime + "/capabilities", access));
        JsonNode configurations = json(stage.get("/v1/devices/" + chime + "/configurations", access));

        assertThat(fieldNames(capabilities.at("/data/attributes"))).containsExactly("audio");
        assertThat(configurations.at("/data/attributes").toString()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/status", "/capabilities", "/location", "/configurations"})
    void aDeviceThatIsNotSharedLooksLikeNone(String part) {
        InstallationDetails installation = stage.client.install(
                NewInstallation.of(stage.account.id(), stage.app.id(), STAGING).sharing(List.of(door)));
        String access = stage.confirm(installation);

        HttpResponse<String> unshared = stage.get("/v1/devices/" + garden + part, access);
        HttpResponse<String> none = stage.get("/v1/devices/ava1.ring.device.NONE" + part, access);

        assertThat(stage.get("/v1/devices/" + door + part, access).statusCode()).isEqualTo(200);
        assertThat(title(unshared)).isEqualTo("404 Not Found");
        assertThat(unshared.body()).isEqualTo(none.body());
        assertThat(texts(json(stage.get("/v1/devices", access)).path("data"), "id"))
                .containsExactly(door);
    }

    @Test
    void devicesAreClosedUntilTheNonceIsPostedAndWhenTheAppIsRemoved() {
        InstallationDetails installation = stage.install();
        String access = Stage.pair(stage.redeem(stage.code())).access();

        assertThat(title(stage.get("/v1/devices", access))).isEqualTo("403 Out of Scope Access");
        stage.postNonce(access, installation.redirect().nonce());
        assertThat(stage.get("/v1/devices", access).statusCode()).isEqualTo(200);
        stage.complete(access);
        assertThat(stage.get("/v1/devices", access).statusCode()).isEqualTo(200);
        stage.client.removeKeepingTokens(installation.id(), RemovalNotice.SKIP);

        assertThat(title(stage.get("/v1/devices", access))).isEqualTo("403 Out of Scope Access");
        assertThat(stage.client.requests("devices.list"))
                .extracting(RecordedRequest::remarks)
                .containsExactly(
                        List.of("called before the nonce was posted: devices are closed until then"),
                        List.of(),
                        List.of(),
                        List.of("called after the user removed the app"));
        assertThat(stage.get("/v1/devices", "nonsense").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"include=weather", "include=status,", "include=status&include=location"})
    void anIncludeThatIsUnknownIsABadRequest(String query) {
        String access = stage.confirm(stage.install());

        assertThat(title(stage.get("/v1/devices?" + query, access))).isEqualTo("400 Bad Request");
        assertThat(title(stage.get("/v1/devices/" + door + "?" + query, access)))
                .isEqualTo("400 Bad Request");
    }

    @Test
    void faultsStrikeOneEndpointOrAllOfDevices() {
        String access = stage.confirm(stage.install());
        stage.client.fault(NewFault.answering("devices.status", 503));

        assertThat(stage.get("/v1/devices/" + door, access).statusCode()).isEqualTo(200);
        assertThat(stage.get("/v1/devices/" + door + "/status", access).statusCode())
                .isEqualTo(503);
        stage.client.fault(NewFault.answering("devices", 500));
        assertThat(stage.get("/v1/devices/" + door + "/location", access).statusCode())
                .isEqualTo(500);

        assertThat(stage.client.requests("devices.status").getFirst().remarks())
                .singleElement()
                .asString()
                .contains("fault");
    }

    private JsonNode part(String access, String name) {
        return json(stage.get("/v1/devices/" + door + "/" + name, access)).path("data");
    }

    private static List<String> identities(JsonNode resources) {
        List<String> identities = new ArrayList<>();
        (resources.isArray() ? resources : List.of(resources))
                .forEach(one -> identities.add(
                        one.path("type").asText() + " " + one.path("id").asText()));
        return identities;
    }

    private static List<String> texts(JsonNode resources, String field) {
        List<String> texts = new ArrayList<>();
        resources.forEach(one -> texts.add(one.path(field).asText()));
        return texts;
    }

    private static List<String> fieldNames(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
