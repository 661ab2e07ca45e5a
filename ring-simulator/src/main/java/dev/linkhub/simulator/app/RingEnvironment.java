package dev.linkhub.simulator.app;

/** One of the two sets of addresses that a partner registers; credentials are shared between them. */
public enum RingEnvironment {
    STAGING,
    PRODUCTION
}
