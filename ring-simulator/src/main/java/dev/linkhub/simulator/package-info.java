/** Starts and stops the simulator, in a JVM or from the command line. */
@NullMarked
package dev.linkhub.simulator;

import org.jspecify.annotations.NullMarked;
