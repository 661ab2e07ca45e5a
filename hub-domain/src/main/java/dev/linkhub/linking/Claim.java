package dev.linkhub.linking;

/** What came of a household's confirmation. */
public sealed interface Claim {

    /** The link exists, and Ring is being told. */
    record Claimed(String linkId) implements Claim {}

    /** Nothing was claimed, and why. */
    record Refused(NonceMatch why) implements Claim {}
}
