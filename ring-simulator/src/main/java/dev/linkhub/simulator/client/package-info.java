/** A Java client of the control API, for tests in a JVM. */
@NullMarked
package dev.linkhub.simulator.client;

import org.jspecify.annotations.NullMarked;
