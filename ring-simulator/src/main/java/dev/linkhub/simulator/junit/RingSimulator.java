package dev.linkhub.simulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs a Ring simulator for the tests of a class and hands it to them: a {@code RingSimulatorClient} as a parameter, or
 * {@link Ring} on a field. Nested classes use that of the class around them unless they are annotated themselves.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RingSimulatorExtension.class)
@ResourceLock(providers = TakingTurns.class)
public @interface RingSimulator {

    Lifetime per() default Lifetime.CLASS;

    /**
     * Such as {@code "rotation=grace(30)"}: each is {@code name=value}, as {@code PUT /control/settings} takes them. They
     * are set anew before each test.
     */
    String[] settings() default {};

    /** Where to listen on loopback; 0 takes any port that is free. */
    int port() default 0;

    /**
     * Whether each test finds the simulator as new, but for the settings: apps and accounts of the test before, or of
     * {@code @BeforeAll}, are gone then.
     */
    boolean reset() default true;

    /** Whether a test fails in which the partner did what a sound partner never does; the README has the list. */
    boolean assertSound() default false;
}
