package dev.linkhub.partnerapp;

import dev.linkhub.vault.Secret;

/**
 * What Ring issued for an app, or the hub for a sandbox, opened for use.
 *
 * @param site who issued them, and who alone may get them
 */
public record AppCredentials(RingSite site, String clientId, Secret clientSecret, Secret hmacKey, int version) {}
