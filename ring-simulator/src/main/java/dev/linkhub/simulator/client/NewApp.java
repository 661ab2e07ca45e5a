package dev.linkhub.simulator.client;

import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingEnvironment;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An app to create; what is null is made up. */
public record NewApp(
        @Nullable String id,
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
        return new NewApp(null, name, null, null, null, Map.of());
    }

    public NewApp withId(String newId) {
        return new NewApp(newId, name, clientId, clientSecret, hmacKey, environments);
    }

    public NewApp withCredentials(String newClientId, String newClientSecret, String newHmacKey) {
        return new NewApp(id, name, newClientId, newClientSecret, newHmacKey, environments);
    }

    public NewApp withUrls(RingEnvironment environment, PartnerUrls urls) {
        Map<RingEnvironment, PartnerUrls> more = new EnumMap<>(RingEnvironment.class);
        more.putAll(environments);
        more.put(environment, urls);
        return new NewApp(id, name, clientId, clientSecret, hmacKey, more);
    }
}
