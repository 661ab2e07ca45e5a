package dev.linkhub.simulator.device;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.camera.ViewSettings;
import dev.linkhub.simulator.camera.Zone;
import java.util.List;

/** What each part of a device says; a device without a camera says nothing of pictures. */
final class PartAttributes {

    private PartAttributes() {}

    static ObjectNode of(Part part, Device device) {
        return switch (part) {
            case STATUS -> object().put("online", device.online());
            case CAPABILITIES -> capabilities(device.kind());
            case LOCATION -> location(device);
            case CONFIGURATIONS -> device.kind().sees() ? configurations(device.kind(), device.view()) : object();
        };
    }

    private static ObjectNode capabilities(DeviceKind kind) {
        ObjectNode attributes = object();
        if (!kind.sees()) {
            attributes.putObject("audio").putArray("supported_actions").add("chime.play");
            return attributes;
        }
        int resolution = isSharp(kind) ? 2160 : 1080;
        ObjectNode video = attributes.putObject("video");
        video.putArray("configurations").add("resolution_mode");
        video.putArray("codecs").add(isSharp(kind) ? "HEVC" : "AVC");
        video.put("ratio", "16:9").put("max_resolution", resolution);
        video.putArray("supported_resolutions").add(resolution);
        attributes
                .putObject("motion_detection")
                .putArray("configurations")
                .add("enabled")
                .add("motion_zones");
        ArrayNode enhancements = attributes.putObject("image_enhancements").putArray("configurations");
        enhancements.add("color_night_vision").add("hdr").add("ir_led_night_vision");
        if (isSharp(kind)) {
            enhancements.add("auto_zoom_track");
        }
        enhancements.add("privacy_zones");
        return attributes;
    }

    private static ObjectNode location(Device device) {
        ObjectNode attributes = object().put("country", device.location().country());
        if (device.location().state() != null) {
            attributes.put("state", device.location().state());
        }
        return attributes;
    }

    private static ObjectNode configurations(DeviceKind kind, ViewSettings view) {
        ObjectNode attributes = object();
        ObjectNode motion =
                attributes.putObject("motion_detection").put("enabled", view.motionDetection() ? "on" : "off");
        motion.set("motion_zones", zones(view.motionZones()));
        ObjectNode image = attributes
                .putObject("image_enhancements")
                .put("color_night_vision", "off")
                .put("hdr", "off")
                .put("ir_led_night_vision", "off");
        if (isSharp(kind)) {
            image.put("auto_zoom_track", "off");
        }
        image.set("privacy_zones", zones(view.privacyZones()));
        return attributes;
    }

    private static ArrayNode zones(List<Zone> zones) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Zone zone : zones) {
            ArrayNode vertices = array.addObject().put("id", zone.id()).putArray("vertices");
            for (Zone.Vertex vertex : zone.vertices()) {
                ObjectNode point = vertices.addObject();
                put(point, "x", vertex.x());
                put(point, "y", vertex.y());
            }
        }
        return array;
    }

    /** Ring warns that 0 and 1 come without a fraction: parsers may take them for another type than 0.5. */
    private static void put(ObjectNode point, String name, double value) {
        if (value == Math.rint(value)) {
            point.put(name, (int) value);
        } else {
            point.put(name, value);
        }
    }

    private static boolean isSharp(DeviceKind kind) {
        return kind == DeviceKind.FLOODLIGHT;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
