package dev.linkhub.simulator.integration;

/** What a posted nonce ends in. */
sealed interface Confirmation {

    /** {@code repeated}: this nonce had been accepted before. */
    record Accepted(InstallationStatus status, boolean repeated) implements Confirmation {}

    /** {@code reason} is for the trace: the partner only hears that the nonce is invalid. */
    record InvalidNonce(String reason) implements Confirmation {}

    /** It matches no redirect of the installation. */
    record UnknownNonce() implements Confirmation {}

    record InvalidTransition(InstallationStatus from) implements Confirmation {}

    record Removed() implements Confirmation {}
}
