package dev.linkhub.grant;

import dev.linkhub.vault.Secret;
import java.time.Instant;

/** An access token and what Ring said of it. */
public record AccessToken(Secret token, String tokenType, String scope, Instant expiresAt, int generation) {}
