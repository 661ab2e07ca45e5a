package dev.linkhub.audit;

/**
 * Who did something.
 *
 * @param name {@code operator}, {@code hub} for what the hub does by itself, or the id of a key or a household
 */
public record Actor(String name) {

    /** The hub itself: workers, and effects of what Ring told us. */
    public static final Actor HUB = new Actor("hub");

    /** Whoever holds the operator key. */
    public static final Actor OPERATOR = new Actor("operator");
}
