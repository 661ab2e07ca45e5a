package dev.linkhub.bench;

import java.time.Duration;

/**
 * How fairness is measured.
 *
 * @param large due grants of the one tenant
 * @param smallTenants how many stand beside it
 * @param smallGrants due grants of each of these
 * @param runs with the large one, and as many without
 * @param latency of Ring
 */
record FairnessOptions(int large, int smallTenants, int smallGrants, int runs, Duration latency) {}
