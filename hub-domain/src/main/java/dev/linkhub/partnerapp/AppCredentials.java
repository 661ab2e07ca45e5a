package dev.linkhub.partnerapp;

import dev.linkhub.vault.Secret;

/** What Ring issued for an app, opened for use. */
public record AppCredentials(String clientId, Secret clientSecret, Secret hmacKey, int version) {}
