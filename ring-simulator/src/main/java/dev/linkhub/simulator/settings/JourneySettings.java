package dev.linkhub.simulator.settings;

import java.time.Duration;

/** How an installation proceeds. {@code codePatience}: how long the Token Exchange URL may take to answer. */
public record JourneySettings(CodeEncoding codeEncoding, Duration codePatience, WebhookOrder webhookOrder) {

    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(2);

    static final JourneySettings DEFAULT =
            new JourneySettings(CodeEncoding.FORM, Duration.ofSeconds(10), WebhookOrder.CODE_BEFORE_DEVICES);

    public JourneySettings {
        if (codePatience.isNegative() || codePatience.isZero() || codePatience.compareTo(LONGEST_PATIENCE) > 0) {
            throw new IllegalArgumentException("the patience is more than PT0S and at most " + LONGEST_PATIENCE);
        }
    }
}
