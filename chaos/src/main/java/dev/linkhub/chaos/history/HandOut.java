package dev.linkhub.chaos.history;

import java.time.Instant;

/**
 * An access token that the API handed out and its caller took to Ring at once.
 *
 * @param alive whether Ring took it
 */
public record HandOut(
        Instant askedAt, Instant answeredAt, Instant usedAt, String grant, int generation, boolean alive) {}
