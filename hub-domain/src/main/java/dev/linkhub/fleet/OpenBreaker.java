package dev.linkhub.fleet;

import io.micronaut.serde.annotation.Serdeable;

/**
 * An app that a process does not refresh, or only tries to.
 *
 * @param state {@code OPEN} or {@code PROBING}
 */
@Serdeable
public record OpenBreaker(String tenantId, String appId, String state) {}
