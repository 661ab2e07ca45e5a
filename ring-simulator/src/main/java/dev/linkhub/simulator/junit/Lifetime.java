package dev.linkhub.simulator.junit;

/** How long one simulator lives. Tests that share one take turns, also where tests run in parallel. */
public enum Lifetime {
    /** One for all tests of the annotated class and of the classes nested in it. */
    CLASS,
    /** One for each test. */
    METHOD,
    /** One for the whole run, shared by all classes that ask for this. */
    RUN
}
