package dev.linkhub.web.linking;

import dev.linkhub.linking.BrokenLink;
import dev.linkhub.wording.Words;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/**
 * A broken link that could go on with another Ring account, in plain words.
 *
 * @param was what it was, by its dates: nothing else tells two of them apart
 */
@Introspected
public record BrokenLinkChoice(String linkId, String was) {

    static BrokenLinkChoice of(BrokenLink link, Words words) {
        Instant linkedAt = link.linkedAt();
        String since = words.day(link.since());
        if (linkedAt == null) {
            return new BrokenLinkChoice(link.linkId(), words.say("other-ring.never-linked", since));
        }
        boolean ownWish = link.why() == BrokenLink.Why.DISCONNECTED;
        return new BrokenLinkChoice(
                link.linkId(),
                words.say(
                        ownWish ? "other-ring.was-disconnected" : "other-ring.was-linked", words.day(linkedAt), since));
    }
}
