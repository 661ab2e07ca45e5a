package dev.linkhub.api.testing;

import dev.linkhub.testing.HubTest;
import java.util.HashMap;
import java.util.Map;

/** A test against a running server that knows {@link #OPERATOR_KEY}. */
public interface ApiTest extends HubTest {

    String OPERATOR_KEY = "operator-key-of-the-tests-0123456789";

    @Override
    default Map<String, String> getProperties() {
        Map<String, String> properties = new HashMap<>(HubTest.super.getProperties());
        properties.put("hub.operator-key", OPERATOR_KEY);
        properties.put("micronaut.server.port", "-1");
        properties.putAll(settings());
        return properties;
    }

    /** Further settings of this test. */
    default Map<String, String> settings() {
        return Map.of();
    }
}
