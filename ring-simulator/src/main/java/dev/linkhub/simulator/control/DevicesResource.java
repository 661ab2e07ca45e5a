package dev.linkhub.simulator.control;

import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.home.Household;
import dev.linkhub.simulator.home.Motion;
import dev.linkhub.simulator.webhook.WebhookEvent;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code /control/accounts/{account}/devices}: what there is in a home, and what happens there. */
final class DevicesResource {

    private static final String DEVICES = "/control/accounts/{account}/devices";
    private static final String DEVICE = DEVICES + "/{device}";

    private final RingAccounts accounts;
    private final Household household;

    DevicesResource(RingAccounts accounts, Household household) {
        this.accounts = accounts;
        this.household = household;
    }

    void register(RoutesConfig routes) {
        routes.post(DEVICES, this::add);
        routes.patch(DEVICE, this::change);
        routes.delete(DEVICE, this::remove);
        routes.post(DEVICE + "/press", this::press);
        routes.post(DEVICE + "/motion", this::move);
    }

    private void add(Context context) {
        Device device = DeviceFields.create(Body.of(context));
        accounts.addDevice(account(context), device);
        Json.answer(context, 201, DeviceView.of(device));
    }

    private void change(Context context) {
        UnaryOperator<Device> change = DeviceFields.changes(Body.of(context));
        household.change(account(context), device(context), change);
        Json.answer(context, 200, DeviceView.of(accounts.get(account(context)).device(device(context))));
    }

    private void remove(Context context) {
        Body.of(context).end();
        household.remove(account(context), device(context));
        context.status(204);
    }

    private void press(Context context) {
        Body.of(context).end();
        answer(context, household.press(account(context), device(context)));
    }

    private void move(Context context) {
        Body body = Body.of(context);
        Motion motion = body.optionalChoice("sub_type", Motion.class).orElse(Motion.HUMAN);
        body.end();
        answer(context, household.move(account(context), device(context), motion));
    }

    private static void answer(Context context, List<WebhookEvent> events) {
        Json.list(context, events.stream().map(EventsResource.View::of).toList());
    }

    private static String account(Context context) {
        return context.pathParam("account");
    }

    private static String device(Context context) {
        return context.pathParam("device");
    }
}
