/** The file that the simulator's world is kept in: its format, its lock, and when it is written. */
@NullMarked
package dev.linkhub.simulator.state;

import org.jspecify.annotations.NullMarked;
