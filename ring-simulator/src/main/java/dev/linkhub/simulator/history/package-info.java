/** What happened at each device, and Ring's API that tells it. */
@NullMarked
package dev.linkhub.simulator.history;

import org.jspecify.annotations.NullMarked;
