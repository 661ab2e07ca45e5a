/** Calls to the partner's addresses, bounded in size and time. */
@NullMarked
package dev.linkhub.simulator.partner;

import org.jspecify.annotations.NullMarked;
