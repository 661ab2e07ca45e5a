/** Keeps the control API and the page to this machine, or to who has its token, and to its own pages. */
@NullMarked
package dev.linkhub.simulator.guard;

import org.jspecify.annotations.NullMarked;
