package dev.linkhub.web.home;

import dev.linkhub.linking.LinkEventType;
import dev.linkhub.webhook.LinkHistory;
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
    static List<Lately> of(List<LinkHistory.Entry> newestFirst, int most, UnaryOperator<String> nameOf) {
        List<Lately> shown = new ArrayList<>();
        String last = "";
        int times = 0;
        for (LinkHistory.Entry entry : newestFirst) {
            Optional<String> words = words(entry, nameOf);
            if (words.isEmpty()) {
                continue;
            }
            boolean again = words.get().equals(last);
            times = again ? times + 1 : 1;
            last = words.get();
            if (again) {
                shown.add(new Lately(shown.removeLast().when(), last + " (" + times + " times)"));
            } else if (shown.size() < most) {
                shown.add(new Lately(When.of(entry.at()), last));
            } else {
                break;
            }
        }
        return List.copyOf(shown);
    }

    private static Optional<String> words(LinkHistory.Entry entry, UnaryOperator<String> nameOf) {
        return switch (entry.source()) {
            case HUB -> ofHub(LinkEventType.valueOf(entry.type()));
            case RING -> ofRing(entry.type(), entry.detail().isEmpty() ? "" : nameOf.apply(entry.detail()));
        };
    }

    private static Optional<String> ofHub(LinkEventType type) {
        return switch (type) {
            case CLAIMED -> Optional.of("You linked your Ring account");
            case CLAIMED_AGAIN -> Optional.of("You linked your Ring account again");
            case COMPLETED -> Optional.of("Ring confirmed the link");
            case INCOMPLETE -> Optional.of("Ring did not take the sign-in in time");
            case REMOVED -> Optional.of("The app was removed in the Ring app");
            case REPLACED -> Optional.of("This Ring account was linked to another account");
            case UNHEALTHY -> Optional.of("The link stopped working");
            case HEALED -> Optional.of("The link works again");
            case DISCONNECTED -> Optional.of("You disconnected this link");
            case TOKENS_DROPPED -> Optional.of("We deleted our access to your Ring account");
            case NONCE_POSTED, POST_UNHEARD -> Optional.empty();
        };
    }

    /** Removals and additions of the whole app are told by what became of the link. */
    private static Optional<String> ofRing(String type, String device) {
        return switch (type) {
            case "subscription_activated" -> Optional.of("Your subscription in Ring began");
            case "subscription_deactivated" -> Optional.of("Your subscription in Ring ended");
            case String other when device.isEmpty() -> Optional.empty();
            case "device_added" -> Optional.of(device + " was added");
            case "device_removed" -> Optional.of(device + " was removed");
            case "device_online" -> Optional.of(device + " came online");
            case "device_offline" -> Optional.of(device + " went offline");
            case "motion_detected" -> Optional.of(device + " saw motion");
            case "button_press" -> Optional.of(device + " was rung");
            default -> Optional.of(device + " had news");
        };
    }
}
