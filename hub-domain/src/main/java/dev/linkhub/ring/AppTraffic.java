package dev.linkhub.ring;

import java.time.Duration;
import java.time.Instant;

/**
 * How one app's calls to Ring have fared in this process since it started, for metrics and for the operators.
 *
 * @param notBefore until when Ring asked to be left alone, as far as this process has heard; in the past if it did not
 * @param permits how many were taken and not given back
 * @param refused how often there was none: the rate was used up, Ring wanted to be left alone or did not answer
 * @param borrowed how many codes went to Ring without a permit, to be made up for
 * @param waited how long those who wait for permits have waited, all together
 */
public record AppTraffic(
        String tenantId,
        String appId,
        BreakerState breaker,
        Instant notBefore,
        long permits,
        long refused,
        long borrowed,
        Duration waited) {}
