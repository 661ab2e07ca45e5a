package dev.linkhub.web.signin;

import dev.linkhub.id.EmailAddress;
import dev.linkhub.linking.LinkingFlow;
import dev.linkhub.linking.LinkingFlows;
import dev.linkhub.linking.NonceClaims;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.web.browser.BrowserCookies;
import dev.linkhub.web.page.Visit;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The e-mail address that Ring gave for the account that a browser is about to link: the form for a new account is filled in with it,
 * and whoever creates one with just that needs no mail, as Ring wants it ({@code ring-contract.md} §10). Known to the browser alone
 * that came with the account's nonce, and on no other page: matching is for after the sign-in otherwise (§4).
 */
@Singleton
class RingAddress {

    private final LinkingFlows flows;
    private final NonceClaims claims;
    private final PartnerApps apps;
    private final BrowserCookies cookies;

    RingAddress(LinkingFlows flows, NonceClaims claims, PartnerApps apps, BrowserCookies cookies) {
        this.flows = flows;
        this.claims = claims;
        this.apps = apps;
        this.cookies = cookies;
    }

    /**
     * The address, if there is one.
     *
     * @param next where the browser goes after signing in: only on its way to a linking flow is there any
     */
    Optional<String> of(HttpRequest<?> request, Visit visit, Optional<String> next) {
        String flowsPath = visit.path("linking/");
        return next.filter(path -> path.startsWith(flowsPath))
                .map(path -> path.substring(flowsPath.length()))
                .flatMap(flowId -> flow(request, visit, flowId))
                .flatMap(flow ->
                        apps.findById(visit.scope(), flow.appId()).flatMap(app -> claims.addressToPrefill(app, flow)));
    }

    /** Whether what was typed is that address. */
    boolean isTypedOne(HttpRequest<?> request, Visit visit, Optional<String> next, String typed) {
        return of(request, visit, next)
                .filter(address -> EmailAddress.normalised(address).equals(EmailAddress.normalised(typed)))
                .isPresent();
    }

    private Optional<LinkingFlow> flow(HttpRequest<?> request, Visit visit, String flowId) {
        return cookies.flow(visit.slug(), flowId)
                .secret(request)
                .flatMap(secret -> flows.find(visit.scope(), flowId, secret.forLookUp()));
    }
}
