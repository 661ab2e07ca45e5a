/** The control API for tests. */
@NullMarked
package dev.linkhub.simulator.control;

import org.jspecify.annotations.NullMarked;
