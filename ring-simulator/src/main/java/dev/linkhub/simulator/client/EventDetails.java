package dev.linkhub.simulator.client;

import dev.linkhub.simulator.webhook.Attempt;
import dev.linkhub.simulator.webhook.EventState;
import java.util.List;

/** A webhook event and its delivery so far. */
public record EventDetails(String id, String requestId, String type, EventState status, List<Attempt> attempts) {}
