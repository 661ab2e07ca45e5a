package dev.linkhub.simulator.settings;

/** How the app-integrations API answers. */
public record IntegrationSettings(Envelope envelope, Repost repost) {

    static final IntegrationSettings DEFAULT = new IntegrationSettings(Envelope.FLAT, Repost.IDEMPOTENT);
}
