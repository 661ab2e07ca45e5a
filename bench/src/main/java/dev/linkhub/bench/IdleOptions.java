package dev.linkhub.bench;

import java.time.Duration;

/** How idleness is measured. */
record IdleOptions(int tenants, Duration warmUp, Duration measured) {}
