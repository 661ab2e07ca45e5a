/** What went over the wire in both directions, and how often. */
@NullMarked
package dev.linkhub.simulator.trace;

import org.jspecify.annotations.NullMarked;
