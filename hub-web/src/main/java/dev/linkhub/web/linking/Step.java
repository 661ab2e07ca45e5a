package dev.linkhub.web.linking;

import dev.linkhub.linking.LinkingFlow;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.web.page.Visit;

/**
 * A signed-in browser with a flow that it has started itself.
 *
 * @param cookie what the flow is bound to, beside the session
 */
record Step(Visit visit, Visit.SignedIn signedIn, LinkingFlow flow, CookieSecret cookie, PartnerApp app) {

    String path() {
        return visit.path("linking/" + flow.flowId());
    }

    String homePath() {
        return visit.path(app.slug() + "/" + flow.environment().text() + "/home");
    }

    String formToken() {
        return CookieSecret.formToken(cookie, signedIn.cookie());
    }
}
