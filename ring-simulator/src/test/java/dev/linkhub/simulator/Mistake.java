package dev.linkhub.simulator;

import java.util.List;

/** What a {@link BackEnd} does wrong, and the cases of a conformance run that must fail by it. */
enum Mistake {
    TAKES_FORMS_ONLY("token-exchange.json", "token-exchange.no-content-type"),
    TAKES_JSON_ONLY("token-exchange.form", "token-exchange.no-content-type"),
    WANTS_A_CONTENT_TYPE("token-exchange.no-content-type"),
    REDEEMS_AGAIN("token-exchange.once"),
    TAKES_NO_CODE_FOR_A_CODE("token-exchange.missing-code"),
    REPEATS_THE_CODE("token-exchange.discreet"),
    REPEATS_A_REFUSED_CODE("token-exchange.discreet"),
    HAS_NO_LINK_PAGE("link.page"),
    CLAIMS_WITHOUT_A_PERSON("link.no-claim"),
    BREAKS_ON_AN_EXPIRED_LINK("link.expired"),
    BREAKS_ON_A_WRONG_NONCE("link.wrong-nonce"),
    BREAKS_WITHOUT_A_NONCE("link.bare"),
    CHECKS_NO_SIGNATURE("webhook.wrong-signature", "webhook.missing-signature", "webhook.altered-body"),
    TAKES_NO_SIGNATURE_FOR_A_GOOD_ONE("webhook.missing-signature"),
    SIGNS_THE_REQUEST_ID_ONLY("webhook.altered-body"),
    REFUSES_UNKNOWN_TYPES("webhook.unknown-type"),
    KNOWS_NO_SUBSCRIPTIONS("webhook.all-types"),
    WANTS_THE_SUB_TYPE_IN_DATA("webhook.sub-type-in-attributes"),
    WANTS_THE_SUB_TYPE_IN_ATTRIBUTES("webhook.signed", "webhook.sub-type-in-data", "webhook.unknown-account"),
    // An account that was removed is unknown to this one when the removal comes again.
    REFUSES_UNKNOWN_ACCOUNTS("webhook.unknown-account", "removal.repeated"),
    REFUSES_REPETITIONS("webhook.repeated", "removal.repeated"),
    ACTS_ON_REPETITIONS("webhook.repeated"),
    BREAKS_ON_WHAT_IS_NOT_JSON("webhook.not-json"),
    CALLS_RING_AFTER_REMOVAL("removal.no-calls"),
    ASKS_AGAIN_AND_AGAIN_AT_REMOVAL("removal.no-calls"),
    FAILS_ON_REMOVAL("removal.answered", "removal.repeated", "removal.no-calls"),
    POSTS_A_STANDARD_BASE64_NONCE("linking.confirmed", "linking.completed"),
    DECODES_THE_KEY("linking.confirmed", "linking.completed"),
    NEVER_PATCHES("linking.completed"),
    REFUSES_THE_ANNOUNCEMENT("webhook.all-types", "linking.announced"),
    HAS_NO_HOMEPAGE("homepage.answers"),

    // What the partner never does has to be waited for: these have tests of their own.
    NEVER_ANSWERS_CODES,
    NEVER_ANSWERS_WEBHOOKS,
    NEVER_REDEEMS,
    REDEEMS_AS_JSON,
    HAS_ANOTHER_SECRET,
    NEVER_ASKS_WHO_IT_IS,
    TAKES_REFUSED_CODES,
    REFUSES_A_REPEATED_CODE,
    SHOWS_THE_WHOLE_NAME,
    ASKS_ONCE_AT_REMOVAL;

    /** Names with commas between them: an enum holds nothing that could change. */
    private final String failing;

    Mistake(String... failing) {
        this.failing = String.join(",", failing);
    }

    List<String> failing() {
        return failing.isEmpty() ? List.of() : List.of(failing.split(",", -1));
    }
}
