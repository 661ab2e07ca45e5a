package dev.linkhub.simulator.webhook;

import dev.linkhub.simulator.partner.PartnerAnswer;
import java.util.List;

/** How an event is signed. */
public enum Signature {
    VALID,
    /** Well-formed, but made with another key. */
    WRONG,
    /** No header at all. */
    MISSING;

    /** What an answer says about the partner's check of this signature, in words; nothing where it can be right. */
    List<String> judge(PartnerAnswer answer) {
        if (!(answer instanceof PartnerAnswer.Answered answered)) {
            return List.of();
        }
        boolean denied = answered.status() == 401 || answered.status() == 403;
        return switch (this) {
            case VALID ->
                denied
                        ? List.of(
                                "refused although it is signed correctly: X-Signature is the hexadecimal HMAC-SHA256 of"
                                        + " the raw body, keyed with the text of the key, not base64-decoded")
                        : List.of();
            case WRONG -> answered.isSuccess() ? List.of("accepted although its signature is wrong") : List.of();
            case MISSING -> answered.isSuccess() ? List.of("accepted although it is not signed") : List.of();
        };
    }
}
