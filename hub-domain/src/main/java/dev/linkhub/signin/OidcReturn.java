package dev.linkhub.signin;

import dev.linkhub.household.Household;
import org.jspecify.annotations.Nullable;

/** How a browser came back from its tenant's provider. */
public sealed interface OidcReturn {

    /**
     * The provider vouches for the household.
     *
     * @param nextPath where it wanted to go
     */
    record SignedIn(Household household, @Nullable String nextPath) implements OidcReturn {}

    /** It is none of this browser's flows, or one that is over, or begun before the provider was changed. */
    record Stale() implements OidcReturn {}

    /** The household or the provider said no, such as {@code access_denied}. */
    record Declined(@Nullable String nextPath) implements OidcReturn {}

    /** The provider does not answer just now. */
    record Away(@Nullable String nextPath) implements OidcReturn {}

    /** What the provider answered cannot be accepted; the integrator finds in the audit trail what was wrong. */
    record Wrong() implements OidcReturn {}
}
