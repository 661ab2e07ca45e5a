package dev.linkhub.bench;

import java.time.Duration;

/**
 * How claims are measured.
 *
 * @param small grants of the small table
 * @param large grants of the large one
 * @param drain how long a worker drains each
 */
record ClaimOptions(int small, int large, Duration drain) {}
