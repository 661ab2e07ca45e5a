/** Keeps the control API and the page to this machine and its own pages. */
@NullMarked
package dev.linkhub.simulator.guard;

import org.jspecify.annotations.NullMarked;
