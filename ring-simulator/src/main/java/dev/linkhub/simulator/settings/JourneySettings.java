package dev.linkhub.simulator.settings;

import java.time.Duration;

/**
 * How an installation proceeds. {@code codePatience}: how long the Token Exchange URL may take to answer;
 * {@code codeRetries}: how often a code that it did not take is posted again.
 */
public record JourneySettings(
        CodeEncoding codeEncoding, Duration codePatience, int codeRetries, WebhookOrder webhookOrder) {

    public static final int MOST_RETRIES = 10;

    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(2);

    static final JourneySettings DEFAULT =
            new JourneySettings(CodeEncoding.FORM, Duration.ofSeconds(10), 0, WebhookOrder.CODE_BEFORE_DEVICES);

    public JourneySettings {
        if (codePatience.isNegative() || codePatience.isZero() || codePatience.compareTo(LONGEST_PATIENCE) > 0) {
            throw new IllegalArgumentException("the patience is more than PT0S and at most " + LONGEST_PATIENCE);
        }
        if (codeRetries < 0 || codeRetries > MOST_RETRIES) {
            throw new IllegalArgumentException("there are 0 to " + MOST_RETRIES + " retries");
        }
    }
}
