package dev.linkhub.simulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes the simulator of a test with {@link RingSimulator}: on a field or parameter of type {@code RingSimulatorClient}
 * its client, on one of type {@code URI} its base URL. Fields are set before each test, and are neither static nor
 * final. A parameter of type {@code RingSimulatorClient} does without it.
 */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Ring {}
