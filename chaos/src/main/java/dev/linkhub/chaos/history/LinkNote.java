package dev.linkhub.chaos.history;

/**
 * An entry of a link's time line.
 *
 * @param id sorts by time
 * @param type as the hub names it, such as {@code UNHEALTHY}
 */
public record LinkNote(String id, String grant, String type) {}
