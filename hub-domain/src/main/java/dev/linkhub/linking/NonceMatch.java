package dev.linkhub.linking;

import dev.linkhub.grant.MaskedProfile;
import java.util.List;

/** What a signed-in household's nonce leads to. */
public sealed interface NonceMatch {

    /**
     * A grant: ask the household whether it is theirs.
     *
     * @param continuable its broken links that can go on with this account instead of a new link being made, the newest break
     *     first; empty if there is no such choice
     */
    record Matched(MaskedProfile ringAccount, List<BrokenLink> continuable) implements NonceMatch {

        public Matched {
            continuable = List.copyOf(continuable);
        }
    }

    /** A grant, but the household's address here has to be proved first: it is not the one that Ring gave. */
    record AddressUnproved() implements NonceMatch {}

    /** Nothing yet, but a code of this app is still on its way: look again soon. */
    record Waiting() implements NonceMatch {}

    /** Nothing: start again from the Ring app; if that does not help, remove and reconnect. */
    record NoMatch() implements NonceMatch {}

    /** Flow or nonce are too old: tap Sign In in the Ring app again. */
    record Expired() implements NonceMatch {}

    /** This nonce has linked something already, here or in the app's other environment. */
    record NonceUsed() implements NonceMatch {}

    /** This household has this Ring account already. */
    record AlreadyLinked(String linkId) implements NonceMatch {}

    /** Another household has claimed it. */
    record ClaimedByAnother() implements NonceMatch {}

    /** The household said "Not mine". */
    record Declined() implements NonceMatch {}

    /** The link that was to go on is none that could: ask again, for the nonce is still good. */
    record NotContinuable() implements NonceMatch {}

    /** The hub may not call Ring for this app now. */
    record AppPaused() implements NonceMatch {}
}
