/** What a caller asked for that cannot be done. */
@NullMarked
package dev.linkhub.simulator.problem;

import org.jspecify.annotations.NullMarked;
