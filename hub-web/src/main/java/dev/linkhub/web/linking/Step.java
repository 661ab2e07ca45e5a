package dev.linkhub.web.linking;

import dev.linkhub.linking.LinkingFlow;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.web.page.Visit;

/**
 * A signed-in browser with a flow that it has started itself.
 *
 * @param cookie what the flow is bound to, beside the session
 * @param homePath the path of the home that will show the link
 */
record Step(
        Visit visit, Visit.SignedIn signedIn, LinkingFlow flow, CookieSecret cookie, PartnerApp app, String homePath) {

    String path() {
        return visit.path("linking/" + flow.flowId());
    }

    String formToken() {
        return CookieSecret.formToken(cookie, signedIn.cookie());
    }
}
