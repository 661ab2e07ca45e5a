package dev.linkhub.simulator.settings;

/** Everything that may be chosen, in one immutable value. */
public record Settings(
        TokenSettings tokens,
        IntegrationSettings integrations,
        SubTypePlace subTypePlace,
        JourneySettings journey,
        RateLimit rateLimit,
        EndpointDisabling endpointDisabling) {

    public static final Settings DEFAULT = new Settings(
            TokenSettings.DEFAULT,
            IntegrationSettings.DEFAULT,
            SubTypePlace.DATA,
            JourneySettings.DEFAULT,
            RateLimit.DEFAULT,
            EndpointDisabling.AFTER_TEN);
}
