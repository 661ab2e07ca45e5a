package dev.linkhub.simulator.api;

import dev.linkhub.simulator.trace.Subject;
import java.util.function.Supplier;

/** A request that has been understood but not acted upon: faults strike before, after or instead of the work. */
public record Call(EndpointName endpoint, Subject subject, Supplier<Answer> work) {}
