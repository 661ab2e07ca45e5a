package dev.linkhub.web.home;

import dev.linkhub.linking.LinkEventType;
import dev.linkhub.webhook.LinkHistory;
import dev.linkhub.wording.Words;
import io.micronaut.core.annotation.Introspected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Something that happened to a link, in plain words.
 *
 * @param when when it last did
 */
@Introspected
public record Lately(String when, String what) {

    /**
     * The newest of a time line. The same again and again counts as one: a busy street must not drive out everything else.
     *
     * @param nameOf a device's name by Ring's id
     */
    static List<Lately> of(List<LinkHistory.Entry> newestFirst, int most, UnaryOperator<String> nameOf, Words words) {
        List<Lately> shown = new ArrayList<>();
        String last = "";
        int times = 0;
        for (LinkHistory.Entry entry : newestFirst) {
            Optional<String> said = what(entry, nameOf, words);
            if (said.isEmpty()) {
                continue;
            }
            boolean again = said.get().equals(last);
            times = again ? times + 1 : 1;
            last = said.get();
            if (again) {
                shown.add(new Lately(shown.removeLast().when(), words.say("lately.times", last, times)));
            } else if (shown.size() < most) {
                shown.add(new Lately(words.minute(entry.at()), last));
            } else {
                break;
            }
        }
        return List.copyOf(shown);
    }

    private static Optional<String> what(LinkHistory.Entry entry, UnaryOperator<String> nameOf, Words words) {
        return switch (entry.source()) {
            case HUB -> ofHub(LinkEventType.valueOf(entry.type())).map(words::say);
            case RING ->
                ofRing(entry.type(), entry.detail().isEmpty()).map(key -> words.say(key, nameOf.apply(entry.detail())));
        };
    }

    private static Optional<String> ofHub(LinkEventType type) {
        return switch (type) {
            case CLAIMED -> Optional.of("lately.claimed");
            case CLAIMED_AGAIN -> Optional.of("lately.claimed-again");
            case CONTINUED -> Optional.of("lately.continued");
            case COMPLETED -> Optional.of("lately.completed");
            case INCOMPLETE -> Optional.of("lately.incomplete");
            case REMOVED -> Optional.of("lately.removed");
            case REPLACED -> Optional.of("lately.replaced");
            case UNHEALTHY -> Optional.of("lately.unhealthy");
            case HEALED -> Optional.of("lately.healed");
            case DISCONNECTED -> Optional.of("lately.disconnected");
            case TOKENS_DROPPED -> Optional.of("lately.dropped");
            case NONCE_POSTED, POST_UNHEARD -> Optional.empty();
        };
    }

    /** Removals and additions of the whole app are told by what became of the link. */
    private static Optional<String> ofRing(String type, boolean ofNoDevice) {
        return switch (type) {
            case "subscription_activated" -> Optional.of("lately.subscription-began");
            case "subscription_deactivated" -> Optional.of("lately.subscription-ended");
            case String other when ofNoDevice -> Optional.empty();
            case "device_added" -> Optional.of("lately.device-added");
            case "device_removed" -> Optional.of("lately.device-removed");
            case "device_online" -> Optional.of("lately.device-online");
            case "device_offline" -> Optional.of("lately.device-offline");
            case "motion_detected" -> Optional.of("lately.motion");
            case "button_press" -> Optional.of("lately.button");
            default -> Optional.of("lately.news");
        };
    }
}
