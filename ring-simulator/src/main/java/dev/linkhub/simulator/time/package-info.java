/** The simulator's movable time, and what is due at a moment of it. */
@NullMarked
package dev.linkhub.simulator.time;

import org.jspecify.annotations.NullMarked;
