package dev.linkhub.simulator.settings;

/** Everything that may be chosen, in one immutable value. */
public record Settings(
        TokenSettings tokens,
        ApiSettings api,
        SubTypePlace subTypePlace,
        JourneySettings journey,
        RateLimit rateLimit,
        EndpointDisabling endpointDisabling) {

    public static final Settings DEFAULT = new Settings(
            TokenSettings.DEFAULT,
            ApiSettings.DEFAULT,
            SubTypePlace.DATA,
            JourneySettings.DEFAULT,
            RateLimit.DEFAULT,
            EndpointDisabling.AFTER_TEN);
}
