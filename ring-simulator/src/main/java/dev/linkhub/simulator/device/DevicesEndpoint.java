package dev.linkhub.simulator.device;

import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.api.Form;
import dev.linkhub.simulator.api.RingEndpoint;
import dev.linkhub.simulator.integration.Admission;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.settings.Choice;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** {@code GET /v1/devices} and what is below it (ring-contract.md §9). */
public final class DevicesEndpoint {

    private static final int DEVICE_SEGMENT = 2;

    private final Admission admission;
    private final SharedDevices devices;
    private final InstantSource clock;

    public DevicesEndpoint(Admission admission, SharedDevices devices, InstantSource clock) {
        this.admission = admission;
        this.devices = devices;
        this.clock = clock;
    }

    public RingEndpoint list() {
        return request -> admission.call(
                EndpointName.DEVICES_LIST,
                request,
                installation -> including(
                        request,
                        parts -> Answer.json(200, document(installation).list(devices.of(installation), parts))));
    }

    public RingEndpoint one() {
        return request -> admission.call(
                EndpointName.DEVICES_GET,
                request,
                installation -> including(
                        request,
                        parts -> find(
                                installation,
                                request,
                                device ->
                                        Answer.json(200, document(installation).one(device, parts)))));
    }

    public RingEndpoint status() {
        return part(EndpointName.DEVICES_STATUS, Part.STATUS);
    }

    public RingEndpoint capabilities() {
        return part(EndpointName.DEVICES_CAPABILITIES, Part.CAPABILITIES);
    }

    public RingEndpoint location() {
        return part(EndpointName.DEVICES_LOCATION, Part.LOCATION);
    }

    public RingEndpoint configurations() {
        return part(EndpointName.DEVICES_CONFIGURATIONS, Part.CONFIGURATIONS);
    }

    private RingEndpoint part(EndpointName name, Part part) {
        return request -> admission.call(
                name,
                request,
                installation -> find(
                        installation,
                        request,
                        device -> Answer.json(200, document(installation).part(part, device))));
    }

    private Answer find(Installation installation, ApiRequest request, Function<Device, Answer> work) {
        return devices.answer(installation, request.segment(DEVICE_SEGMENT), work);
    }

    private DeviceDocument document(Installation installation) {
        return new DeviceDocument(installation.placement().account(), clock.instant());
    }

    private static Answer including(ApiRequest request, Function<Set<Part>, Answer> work) {
        Set<Part> parts;
        try {
            parts = included(request);
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "Bad Request", String.valueOf(e.getMessage()));
        }
        return work.apply(parts);
    }

    private static Set<Part> included(ApiRequest request) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        String include = Form.parse(request.query()).get("include").orElse("");
        for (String name : include.isEmpty() ? new String[0] : include.split(",", -1)) {
            parts.add(Choice.parse(Part.class, name.strip())
                    .orElseThrow(() -> new IllegalArgumentException("include: choices are " + Choice.all(Part.class))));
        }
        return parts;
    }
}
