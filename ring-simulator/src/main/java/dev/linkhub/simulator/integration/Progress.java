package dev.linkhub.simulator.integration;

/** What a PATCH ends in. */
sealed interface Progress {

    /** {@code completed}: the link has just been completed for the first time since its nonce was confirmed. */
    record Updated(boolean completed) implements Progress {}

    record InvalidTransition(InstallationStatus from) implements Progress {}

    record Removed() implements Progress {}
}
