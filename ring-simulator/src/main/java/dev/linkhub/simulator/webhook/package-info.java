/** Signed events, their delivery and its retries. */
@NullMarked
package dev.linkhub.simulator.webhook;

import org.jspecify.annotations.NullMarked;
