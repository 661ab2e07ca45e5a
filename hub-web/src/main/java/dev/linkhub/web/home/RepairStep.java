package dev.linkhub.web.home;

import io.micronaut.core.annotation.Introspected;

/**
 * One step of a repair, in plain words.
 *
 * @param text how it is done, or how we know that it was
 * @param mood how it is drawn, beside what its state says: as done, now or later
 */
@Introspected
public record RepairStep(String title, String text, String state, String mood) {}
