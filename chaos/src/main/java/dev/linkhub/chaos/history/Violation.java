package dev.linkhub.chaos.history;

import org.jspecify.annotations.Nullable;

/**
 * A promise that was not kept.
 *
 * @param promise in words
 * @param grant whose; null if it is nobody's in particular
 * @param what in words
 */
public record Violation(String promise, @Nullable String grant, String what) {}
