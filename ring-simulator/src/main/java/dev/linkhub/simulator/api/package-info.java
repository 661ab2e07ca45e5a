/** The shape of a call to Ring and of its answer, independent of the web server. */
@NullMarked
package dev.linkhub.simulator.api;

import org.jspecify.annotations.NullMarked;
