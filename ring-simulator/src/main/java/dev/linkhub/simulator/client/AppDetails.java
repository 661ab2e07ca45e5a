package dev.linkhub.simulator.client;

import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingEnvironment;
import java.util.Map;

/** An app with the credentials that Ring issued for it. */
public record AppDetails(
        String id,
        String name,
        String clientId,
        String clientSecret,
        String hmacKey,
        Map<RingEnvironment, PartnerUrls> environments) {}
