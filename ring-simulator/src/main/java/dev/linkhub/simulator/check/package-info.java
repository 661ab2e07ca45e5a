/** The conformance run: every case that a reviewer of a partner's back end would look at. */
@NullMarked
package dev.linkhub.simulator.check;

import org.jspecify.annotations.NullMarked;
