package dev.linkhub.simulator.control;

import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.account.Person;
import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.account.RingAccounts;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /control/accounts}. */
final class AccountsResource {

    private final RingAccounts accounts;

    AccountsResource(RingAccounts accounts) {
        this.accounts = accounts;
    }

    void register(RoutesConfig routes) {
        routes.post("/control/accounts", this::create);
        routes.get(
                "/control/accounts",
                context ->
                        Json.list(context, accounts.all().stream().map(View::of).toList()));
        routes.get(
                "/control/accounts/{account}",
                context -> Json.answer(context, 200, View.of(accounts.get(context.pathParam("account")))));
    }

    private record View(
            String id,
            String firstName,
            String lastName,
            String email,
            @Nullable String phoneNumber,
            List<DeviceView> devices) {

        static View of(RingAccount account) {
            Person person = account.person();
            return new View(
                    account.id(),
                    person.firstName(),
                    person.lastName(),
                    person.email(),
                    person.phoneNumber(),
                    account.devices().stream().map(DeviceView::of).toList());
        }
    }

    private void create(Context context) {
        Body body = Body.of(context);
        Optional<String> id = body.optionalText("id");
        Person person = new Person(
                body.text("first_name"),
                body.text("last_name"),
                body.text("email"),
                body.optionalText("phone_number").orElse(null));
        List<Device> devices =
                body.objects("devices").stream().map(DeviceFields::create).toList();
        body.end();
        Json.answer(context, 201, View.of(accounts.create(id.orElse(null), person, devices)));
    }
}
