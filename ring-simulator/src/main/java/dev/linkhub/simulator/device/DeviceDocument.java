package dev.linkhub.simulator.device;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.settings.Choice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes devices and their parts as JSON:API documents, those asked for as compound ones. */
final class DeviceDocument {

    private final String account;
    private final Instant now;

    /** {@code account}: whose devices they are; those at one place share a location. */
    DeviceDocument(String account, Instant now) {
        this.account = account;
        this.now = now;
    }

    ObjectNode list(List<Device> devices, Set<Part> included) {
        ObjectNode document = begin();
        ArrayNode data = document.putArray("data");
        devices.forEach(device -> data.add(resource(device)));
        include(document, devices, included);
        return document;
    }

    ObjectNode one(Device device, Set<Part> included) {
        ObjectNode document = begin();
        document.set("data", resource(device));
        include(document, List.of(device), included);
        return document;
    }

    ObjectNode part(Part part, Device device) {
        ObjectNode document = begin();
        document.set("data", resource(part, device));
        return document;
    }

    private ObjectNode begin() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("meta")
                .put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
        return document;
    }

    /** Each resource once, though many devices may refer to it. */
    private void include(ObjectNode document, List<Device> devices, Set<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        Map<String, ObjectNode> byIdentity = new LinkedHashMap<>();
        for (Device device : devices) {
            for (Part part : parts) {
                byIdentity.putIfAbsent(part + " " + id(part, device), resource(part, device));
            }
        }
        document.putArray("included").addAll(byIdentity.values());
    }

    private ObjectNode resource(Device device) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("type", "devices").put("id", device.id());
        resource.putObject("attributes").put("name", device.name());
        ObjectNode relationships = resource.putObject("relationships");
        for (Part part : Part.values()) {
            ObjectNode relationship = relationships.putObject(Choice.name(part));
            relationship.putObject("data").put("type", part.type()).put("id", id(part, device));
            relationship.putObject("links").put("related", address(part, device));
        }
        return resource;
    }

    private ObjectNode resource(Part part, Device device) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("type", part.type()).put("id", id(part, device));
        resource.set("attributes", PartAttributes.of(part, device));
        if (part == Part.CAPABILITIES) {
            resource.putObject("relationships")
                    .putObject("configurations")
                    .putObject("links")
                    .put("related", address(Part.CONFIGURATIONS, device));
        }
        return resource;
    }

    private static String address(Part part, Device device) {
        return "/v1/devices/" + device.id() + "/" + Choice.name(part);
    }

    private String id(Part part, Device device) {
        if (part == Part.LOCATION) {
            String place = account + " " + device.location();
            return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
        String name = Choice.name(part);
        return device.id().startsWith(Device.PREFIX)
                ? Device.PREFIX + name + "." + device.id().substring(Device.PREFIX.length())
                : device.id() + "." + name;
    }
}
