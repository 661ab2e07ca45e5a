package dev.linkhub.simulator.control;

import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.account.Location;
import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.camera.ViewSettings;
import dev.linkhub.simulator.camera.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Reads devices, and changes to them, as callers write them. */
final class DeviceFields {

    private DeviceFields() {}

    /** A device to make: an id is made up unless given, and whatever may be changed later may be given now. */
    static Device create(Body body) {
        String id = body.optionalText("id").orElseGet(RingAccounts::newDeviceId);
        String name = body.text("name");
        DeviceKind kind = body.choice("kind", DeviceKind.class);
        Device device = body.build("name", () -> new Device(id, name, kind));
        return changes(body).apply(device);
    }

    /** Reads the body to its end. Only what it names is changed. */
    static UnaryOperator<Device> changes(Body body) {
        List<UnaryOperator<Device>> changes = new ArrayList<>();
        body.optionalText("name").ifPresent(name -> {
            body.build("name", () -> new Device("any", name, DeviceKind.CAMERA));
            changes.add(device -> device.named(name));
        });
        if (body.optional("online").isPresent()) {
            boolean online = body.flag("online");
            changes.add(device -> device.online(online));
        }
        body.optionalObject("location")
                .map(DeviceFields::location)
                .ifPresent(location -> changes.add(device -> device.at(location)));
        body.optionalObject("view")
                .map(DeviceFields::view)
                .ifPresent(view -> changes.add(device -> device.seeing(view.apply(device.view()))));
        body.end();
        return device -> {
            Device changed = device;
            for (UnaryOperator<Device> change : changes) {
                changed = change.apply(changed);
            }
            return changed;
        };
    }

    private static Location location(Body body) {
        String country = body.text("country");
        String state = body.optionalText("state").orElse(null);
        body.end();
        return body.build("country", () -> new Location(country, state));
    }

    private static UnaryOperator<ViewSettings> view(Body body) {
        Optional<Boolean> detection = body.optional("motion_detection").map(any -> body.flag("motion_detection"));
        Optional<List<Zone>> motion = zones(body, "motion_zones");
        Optional<List<Zone>> privacy = zones(body, "privacy_zones");
        body.end();
        return view -> new ViewSettings(
                detection.orElse(view.motionDetection()),
                motion.orElse(view.motionZones()),
                privacy.orElse(view.privacyZones()));
    }

    private static Optional<List<Zone>> zones(Body body, String field) {
        return body.optional(field).map(any -> {
            List<Zone> zones =
                    body.objects(field).stream().map(DeviceFields::zone).toList();
            body.build(field, () -> new ViewSettings(true, zones, List.of()));
            return zones;
        });
    }

    private static Zone zone(Body body) {
        String id = body.optionalText("id").orElseGet(() -> UUID.randomUUID().toString());
        List<Zone.Vertex> vertices =
                body.objects("vertices").stream().map(DeviceFields::vertex).toList();
        body.end();
        return body.build("vertices", () -> new Zone(id, vertices));
    }

    private static Zone.Vertex vertex(Body body) {
        double x = body.decimal("x");
        double y = body.decimal("y");
        body.end();
        return body.build("x", () -> new Zone.Vertex(x, y));
    }
}
