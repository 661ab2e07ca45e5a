package dev.linkhub.simulator.check;

import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.Redirect;
import dev.linkhub.simulator.journey.CodeDelivery;
import dev.linkhub.simulator.partner.PartnerAnswer;
import dev.linkhub.simulator.partner.PartnerCall;
import dev.linkhub.simulator.partner.PartnerClient;
import dev.linkhub.simulator.settings.CodeEncoding;
import dev.linkhub.simulator.trace.Subject;
import dev.linkhub.simulator.webhook.WebhookEvent;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The four addresses of the partner, called once per call: nothing is retried. */
final class PartnerSide {

    private static final Duration WEBHOOK_PATIENCE = Duration.ofSeconds(5);

    private final PartnerClient client;
    private final PartnerUnderTest partner;
    private final Duration patience;

    PartnerSide(PartnerClient client, PartnerUnderTest partner, Duration patience) {
        this.client = client;
        this.partner = partner;
        this.patience = patience;
    }

    PartnerAnswer handOver(Subject subject, String code, CodeEncoding encoding) {
        return client.post(CodeDelivery.call(partner.tokenExchange(), subject, code, encoding, patience));
    }

    /** Posts a form to the Token Exchange URL that has no code in it. */
    PartnerAnswer handOverNothing() {
        return client.post(new PartnerCall(
                "token_exchange",
                Subject.UNKNOWN,
                partner.tokenExchange(),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                Payload.EMPTY,
                patience));
    }

    URI accountLink(Redirect redirect) {
        String separator = partner.accountLink().getRawQuery() == null ? "?" : "&";
        return URI.create(partner.accountLink() + separator + "nonce=" + redirect.nonce() + "&time=" + redirect.time());
    }

    PartnerAnswer open(Installation installation, Redirect redirect) {
        return open("account_link", installation.subject(), accountLink(redirect));
    }

    /** Opens the Account Link URL as somebody does who has kept it as a bookmark. */
    PartnerAnswer openBare() {
        return open("account_link", Subject.UNKNOWN, partner.accountLink());
    }

    PartnerAnswer openHomepage(URI homepage) {
        return open("homepage", Subject.UNKNOWN, homepage);
    }

    /** {@code signature}: as the header {@code X-Signature} is to say; none if empty. */
    PartnerAnswer tell(WebhookEvent event, Payload body, String signature) {
        Map<String, String> headers = signature.isEmpty()
                ? Map.of("Content-Type", "application/json")
                : Map.of("Content-Type", "application/json", "X-Signature", signature);
        Subject subject = new Subject(
                event.addressee().app(),
                event.addressee().account(),
                event.addressee().installation());
        return client.post(new PartnerCall("webhook", subject, partner.webhook(), headers, body, WEBHOOK_PATIENCE));
    }

    private PartnerAnswer open(String endpoint, Subject subject, URI url) {
        return client.get(
                new PartnerCall(endpoint, subject, url, Map.of("Accept", "text/html"), Payload.EMPTY, patience));
    }
}
