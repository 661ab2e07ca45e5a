package dev.linkhub.simulator.check;

import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.check.Arrivals.Arrival;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.partner.PartnerAnswer;
import dev.linkhub.simulator.trace.Exchange;
import dev.linkhub.simulator.webhook.EventDraft;
import dev.linkhub.simulator.webhook.WebhookEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The Webhook URL: what it has to accept, and what it must not. */
final class WebhookCases {

    private static final String SIGNATURE_ROW = "§6 signature";
    private static final String ANSWER_ROW = "§6 answers and retries";
    private static final List<String> DEVICE_TYPES =
            List.of("device_added", "device_online", "device_offline", "button_press", "device_removed");
    private static final List<String> ACCOUNT_TYPES =
            List.of("app_integration_added", "subscription_activated", "subscription_deactivated");

    private final RingSide ring;
    private final PartnerSide partner;
    private final Arrivals arrivals;
    private final Patience patience;

    WebhookCases(RingSide ring, PartnerSide partner, Arrivals arrivals, Patience patience) {
        this.ring = ring;
        this.partner = partner;
        this.arrivals = arrivals;
        this.patience = patience;
    }

    List<Case> cases() {
        return List.of(
                new Case("webhook.signed", ANSWER_ROW, () -> withUser(this::signed)),
                new Case("webhook.all-types", "§6 event types", () -> withUser(this::allTypes)),
                new Case("webhook.unknown-type", "§6 treat unknown types as valid", () -> withUser(this::unknownType)),
                new Case("webhook.sub-type-in-data", "§6 data.subType", () -> withUser(this::subTypeInData)),
                new Case(
                        "webhook.sub-type-in-attributes",
                        "§6 data.attributes.sub_type",
                        () -> withUser(this::subTypeInAttributes)),
                new Case("webhook.unknown-account", "§13 row 9", this::unknownAccount),
                new Case("webhook.repeated", "§6 dedupe on request_id", () -> withUser(this::repeated)),
                new Case("webhook.wrong-signature", SIGNATURE_ROW, () -> withUser(this::wrongSignature)),
                new Case("webhook.missing-signature", SIGNATURE_ROW, () -> withUser(this::missingSignature)),
                new Case("webhook.altered-body", SIGNATURE_ROW, () -> withUser(this::alteredBody)),
                new Case("webhook.not-json", ANSWER_ROW, () -> withUser(this::notJson)));
    }

    private Finding withUser(Function<Installation, Finding> work) {
        return arrivals.shared().map(Arrival::installation).map(work).orElse(Arrivals.NOBODY);
    }

    private Finding signed(Installation installation) {
        PartnerAnswer answer = tell(motion(installation));
        String reason = Answers.isWithin(answer, 400, 499)
                ? "a good signature is refused, and Ring never repeats after 4xx; the HMAC key is used as the text it is,"
                        + " over the raw body, in lower-case hexadecimal"
                : "Ring waits 5 s for 2xx and counts anything else as failed";
        return Answers.successOr(answer, reason);
    }

    private Finding allTypes(Installation installation) {
        List<String> refused = new ArrayList<>();
        for (String type : DEVICE_TYPES) {
            note(refused, type, tell(ring.event(installation, EventDraft.of(type, device(installation)))));
        }
        for (String type : ACCOUNT_TYPES) {
            note(refused, type, tell(ring.event(installation, EventDraft.of(type))));
        }
        return refused.isEmpty()
                ? Finding.pass("every documented type is answered with 2xx")
                : Finding.fail("documented types are not accepted: " + String.join("; ", refused));
    }

    private static void note(List<String> refused, String type, PartnerAnswer answer) {
        if (!Answers.isSuccess(answer)) {
            refused.add(type + " " + Answers.describe(answer));
        }
    }

    private Finding unknownType(Installation installation) {
        return Answers.successOr(
                tell(ring.event(installation, EventDraft.of("conformance_check_unknown", device(installation)))),
                "new types come without notice, and a Webhook URL that keeps answering 4xx gets disabled");
    }

    private Finding subTypeInData(Installation installation) {
        return Answers.successOr(tell(motion(installation)), "a sub type in data.subType is not accepted");
    }

    private Finding subTypeInAttributes(Installation installation) {
        WebhookEvent event = motion(installation);
        Payload body = SubTypes.inAttributes(event.body());
        return Answers.successOr(
                partner.tell(event, body, ring.signature(body.bytes())),
                "a sub type in data.attributes.sub_type is not accepted");
    }

    private Finding unknownAccount() {
        return Answers.successOr(
                tell(motion(ring.install())),
                "webhooks may come before the code, so an account that is not known yet is no mistake");
    }

    private Finding repeated(Installation installation) {
        WebhookEvent event = ring.event(installation, EventDraft.of("device_added", device(installation)));
        long first = ring.mark();
        tell(event);
        Waiting.until(() -> false, patience.quiet());
        long second = ring.mark();
        PartnerAnswer again = tell(event);
        if (!Answers.isSuccess(again)) {
            return Finding.fail("the same request_id again: " + Answers.describe(again)
                    + "; Ring would take a delivered event for a failed one");
        }
        Set<String> before = ring.callsSince(first).stream()
                .filter(call -> call.id() <= second)
                .map(WebhookCases::asked)
                .collect(Collectors.toSet());
        boolean twice = Waiting.until(
                () -> ring.callsSince(second).stream().map(WebhookCases::asked).anyMatch(before::contains),
                patience.quiet());
        return twice
                ? Finding.fail("the same request_id was acted on twice: each delivery brought " + before)
                : Finding.pass("the same request_id again: " + Answers.describe(again));
    }

    private static String asked(Exchange call) {
        return call.request().method() + " " + call.request().url();
    }

    private Finding wrongSignature(Installation installation) {
        WebhookEvent event = motion(installation);
        byte[] other = Payload.of("another body").bytes();
        return refusal(partner.tell(event, event.body(), ring.signature(other)), "whose signature is wrong");
    }

    private Finding missingSignature(Installation installation) {
        WebhookEvent event = motion(installation);
        return refusal(partner.tell(event, event.body(), ""), "without a signature");
    }

    private Finding alteredBody(Installation installation) {
        WebhookEvent event = motion(installation);
        Payload altered = Payload.of(event.body().text().replace("motion_detected", "button_press"));
        return refusal(
                partner.tell(event, altered, ring.signature(event.body().bytes())),
                "whose body was altered after it was signed");
    }

    private static Finding refusal(PartnerAnswer answer, String words) {
        String seen = Answers.describe(answer) + " to an event " + words;
        if (Answers.isWithin(answer, 400, 499)) {
            return Finding.pass(seen);
        }
        return Answers.isServerError(answer)
                ? Finding.warn(seen + ": not accepted, but 5xx makes Ring repeat it for over an hour")
                : Finding.fail(seen + ": anybody may send it events; 401 is expected");
    }

    private Finding notJson(Installation installation) {
        WebhookEvent event = motion(installation);
        Payload body = Payload.of("this is not JSON");
        PartnerAnswer first = partner.tell(event, body, ring.signature(body.bytes()));
        if (Answers.isWithin(first, 200, 499)) {
            return Finding.pass(Answers.describe(first) + " to a signed body that is not JSON");
        }
        PartnerAnswer second = partner.tell(event, body, ring.signature(body.bytes()));
        return Answers.isWithin(second, 200, 499)
                ? Finding.pass(Answers.describe(second) + " to a signed body that is not JSON, at the second attempt")
                : Finding.fail(Answers.describe(second) + " to a signed body that is not JSON, each time: Ring would"
                        + " repeat it for over an hour");
    }

    private WebhookEvent motion(Installation installation) {
        return ring.event(installation, new EventDraft("motion_detected", "human", null, null, device(installation)));
    }

    private static String device(Installation installation) {
        return installation.placement().devices().getFirst();
    }

    private PartnerAnswer tell(WebhookEvent event) {
        return partner.tell(event, event.body(), ring.signature(event.body().bytes()));
    }
}
