package dev.linkhub.signin;

import java.net.URI;

/** How a sign-in through a provider begins. */
public sealed interface OidcStart {

    /**
     * The browser goes there.
     *
     * @param provider with everything that the provider needs
     * @param flowId names the cookie
     * @param browserSecret for that cookie: only this browser may come back
     */
    record Redirect(URI provider, String flowId, String browserSecret) implements OidcStart {

        @Override
        public String toString() {
            return "Redirect[" + flowId + "]";
        }
    }

    /** The provider does not answer just now. */
    record Away() implements OidcStart {}

    /** The provider cannot be used as it is set; the integrator finds in the audit trail what is wrong. */
    record Wrong() implements OidcStart {}
}
