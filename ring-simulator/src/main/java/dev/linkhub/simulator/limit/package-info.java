/** How many calls Ring takes from one client in a second. */
@NullMarked
package dev.linkhub.simulator.limit;

import org.jspecify.annotations.NullMarked;
