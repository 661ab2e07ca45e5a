package dev.linkhub.api.json;

/**
 * Marks a record that callers send as JSON. Its components are texts, secrets, whole numbers, booleans, times, and lists
 * and maps of texts; one without {@code @Nullable} is required.
 */
public interface JsonRequest {}
