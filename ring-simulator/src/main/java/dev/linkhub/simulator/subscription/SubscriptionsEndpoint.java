package dev.linkhub.simulator.subscription;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import dev.linkhub.simulator.api.Call;
import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.api.Form;
import dev.linkhub.simulator.api.RingEndpoint;
import dev.linkhub.simulator.integration.Admission;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.settings.Choice;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/accounts/me/subscriptions} (ring-contract.md §9). */
public final class SubscriptionsEndpoint implements RingEndpoint {

    private static final int PAGE_SIZE = 25;

    private final Admission admission;
    private final Subscriptions subscriptions;
    private final InstantSource clock;

    public SubscriptionsEndpoint(Admission admission, Subscriptions subscriptions, InstantSource clock) {
        this.admission = admission;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    @Override
    public Call open(ApiRequest request) {
        return admission.call(
                EndpointName.SUBSCRIPTIONS, request, installation -> answer(installation, request.query()));
    }

    private Answer answer(Installation installation, String query) {
        List<Subscription> all = subscriptions.of(installation);
        int start;
        try {
            start = start(all, Form.parse(query).get("page[cursor]"));
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "Bad Request", String.valueOf(e.getMessage()));
        }
        return Answer.json(200, page(all, start));
    }

    /** The cursor is the id of the last subscription of the page before: what comes later moves nothing. */
    private static int start(List<Subscription> all, Optional<String> cursor) {
        if (cursor.isEmpty()) {
            return 0;
        }
        int last = all.stream().map(Subscription::id).toList().indexOf(cursor.get());
        if (last < 0) {
            throw new IllegalArgumentException("page[cursor] is not from a previous answer");
        }
        return last + 1;
    }

    private ObjectNode page(List<Subscription> all, int start) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("meta")
                .put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        ArrayNode data = body.putArray("data");
        int end = Math.min(start + PAGE_SIZE, all.size());
        all.subList(start, end).forEach(subscription -> data.add(resource(subscription)));
        if (end < all.size()) {
            body.putObject("links")
                    .put(
                            "next",
                            "/v1/accounts/me/subscriptions?page[cursor]="
                                    + all.get(end - 1).id());
        }
        return body;
    }

    private static ObjectNode resource(Subscription subscription) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("type", "subscriptions").put("id", subscription.id());
        resource.putObject("attributes")
                .put("sub_type", Choice.name(subscription.terms().type()))
                .put("status", subscription.active() ? "active" : "inactive")
                .put("plan_id", subscription.terms().planId())
                .put("expires_at", subscription.terms().expiresAt().toString())
                .put("created_at", subscription.createdAt().toString());
        ArrayNode devices =
                resource.putObject("relationships").putObject("devices").putArray("data");
        subscription
                .devices()
                .forEach(device -> devices.addObject().put("type", "devices").put("id", device));
        return resource;
    }
}
