/** A simulator for JUnit 5 tests: {@code @RingSimulator} starts, resets and stops it. */
@NullMarked
package dev.linkhub.simulator.junit;

import org.jspecify.annotations.NullMarked;
