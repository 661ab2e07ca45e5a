package dev.linkhub.simulator.client;

import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingEnvironment;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An app to create; credentials that are null are made up. */
public record NewApp(
        String name,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String hmacKey,
        Map<RingEnvironment, PartnerUrls> environments) {

    public NewApp {
        environments = Map.copyOf(environments);
    }

    /** Without addresses and with made-up credentials. */
    public static NewApp named(String name) {
        return new NewApp(name, null, null, null, Map.of());
    }

    public NewApp withCredentials(String newClientId, String newClientSecret, String newHmacKey) {
        return new NewApp(name, newClientId, newClientSecret, newHmacKey, environments);
    }

    public NewApp withUrls(RingEnvironment environment, PartnerUrls urls) {
        Map<RingEnvironment, PartnerUrls> more = new EnumMap<>(RingEnvironment.class);
        more.putAll(environments);
        more.put(environment, urls);
        return new NewApp(name, clientId, clientSecret, hmacKey, more);
    }
}
