package dev.linkhub.simulator.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What faults and the trace call each of Ring's endpoints. */
public enum EndpointName {
    TOKEN("token"),
    TOKEN_AUTHORIZATION_CODE("token.authorization_code"),
    TOKEN_REFRESH_TOKEN("token.refresh_token"),
    USERS_ME("users_me"),
    APP_INTEGRATIONS_POST("app_integrations.post"),
    APP_INTEGRATIONS_PATCH("app_integrations.patch"),
    APP_INTEGRATIONS_DELETE("app_integrations.delete"),
    DEVICES("devices"),
    DEVICES_LIST("devices.list"),
    DEVICES_GET("devices.get"),
    DEVICES_STATUS("devices.status"),
    DEVICES_CAPABILITIES("devices.capabilities"),
    DEVICES_LOCATION("devices.location"),
    DEVICES_CONFIGURATIONS("devices.configurations"),
    HISTORY("history"),
    SUBSCRIPTIONS("subscriptions"),
    UNKNOWN("unknown");

    private final String text;

    EndpointName(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Whether a fault set for this name strikes a call to {@code called}: "token" stands for both grants, "devices" for all of its kind. */
    public boolean covers(EndpointName called) {
        return this == called || called.text.startsWith(text + ".");
    }

    public static Optional<EndpointName> parse(String text) {
        return choices().stream().filter(name -> name.text.equals(text)).findFirst();
    }

    /** The endpoints there are; anything else Ring is asked for is UNKNOWN. */
    public static List<EndpointName> choices() {
        return Arrays.stream(values()).filter(name -> name != UNKNOWN).toList();
    }
}
