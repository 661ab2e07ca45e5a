/** Everything the simulator remembers. */
@NullMarked
package dev.linkhub.simulator.world;

import org.jspecify.annotations.NullMarked;
