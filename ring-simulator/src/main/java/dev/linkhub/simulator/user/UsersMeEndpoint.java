package dev.linkhub.simulator.user;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.simulator.account.Person;
import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import dev.linkhub.simulator.api.Call;
import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.api.RingEndpoint;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.Installations;
import dev.linkhub.simulator.oauth.Gatekeeper;
import dev.linkhub.simulator.oauth.Holder;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;

/** {@code GET /v1/users/me} (ring-contract.md §3). */
public final class UsersMeEndpoint implements RingEndpoint {

    private final Gatekeeper gatekeeper;
    private final RingAccounts accounts;
    private final Installations installations;
    private final Counters counters;

    public UsersMeEndpoint(
            Gatekeeper gatekeeper, RingAccounts accounts, Installations installations, Counters counters) {
        this.gatekeeper = gatekeeper;
        this.accounts = accounts;
        this.installations = installations;
        this.counters = counters;
    }

    @Override
    public Call open(ApiRequest request) {
        return new Call(
                EndpointName.USERS_ME, gatekeeper.subject(request), () -> gatekeeper.admit(request, this::answer));
    }

    private Answer answer(Holder holder) {
        counters.count(Counter.USERS_ME);
        installations.find(holder.installation()).ifPresent(Installation::identified);
        return accounts.find(holder.account())
                .map(account -> Answer.json(200, render(account)))
                .orElseGet(() -> Answer.error(404, "Not Found", "There is no user for this token."));
    }

    private static ObjectNode render(RingAccount account) {
        Person person = account.person();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode data = body.putObject("data").put("type", "users").put("id", account.id());
        ObjectNode attributes = data.putObject("attributes")
                .put("first_name", person.firstName())
                .put("last_name", person.lastName())
                .put("email", person.email());
        if (person.phoneNumber() != null) {
            attributes.put("phone_number", person.phoneNumber());
        }
        return body;
    }
}
