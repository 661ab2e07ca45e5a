package dev.linkhub.time;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Where a test moves time the database follows it, and nobody asks the database for more. */
@Singleton
@Replaces(DatabaseTime.class)
@Requires(property = "hub.test.clock", value = "movable")
final class TimeOfTests {}
