package dev.linkhub.web.home;

import dev.linkhub.health.LinkHealth;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.repair.RepairKind;
import dev.linkhub.repair.RepairProgress;
import dev.linkhub.wording.Words;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a link's repair has come, in plain words.
 *
 * @param steps in their order; empty if there is nothing that the household could do
 */
@Introspected
public record RepairView(String heading, LinkView link, List<RepairStep> steps) {

    public RepairView {
        steps = List.copyOf(steps);
    }

    /**
     * Says it.
     *
     * @param account the masked name of the household's account, by which the link comes back
     */
    static RepairView of(LinkView view, LinkStatus link, RepairProgress progress, String account, Words words) {
        Steps steps = new Steps(words);
        String app = view.appName();
        switch (progress.kind()) {
            case NONE -> {}
            case FINISH -> steps.add(false, "repair.finish", words.say("repair.finish-text", app));
            case RECONNECT -> {
                steps.add(
                        progress.isRemoved(),
                        "repair.remove",
                        removed(progress, words.say("repair.remove-text", app), words));
                steps.add(
                        progress.isReconnected(),
                        "repair.reconnect",
                        reconnected(progress, words.say("repair.reconnect-text", app), words));
                steps.add(
                        false,
                        "repair.sign-in",
                        progress.isSignedIn()
                                ? words.say("repair.telling")
                                : words.say("repair.sign-in-text", account));
            }
            case LEAVE -> {
                steps.add(
                        progress.isRemoved(),
                        "repair.remove",
                        removed(progress, words.say("repair.remove-leave-text", app), words));
                steps.add(
                        progress.isReconnected(),
                        "repair.reconnect",
                        reconnected(progress, words.say("repair.reconnect-leave-text", app), words));
                steps.add(false, "repair.sign-in", words.say("repair.sign-in-text", account));
            }
        }
        return new RepairView(words.say(heading(link, progress.kind())), view, steps.all);
    }

    private static String heading(LinkStatus link, RepairKind kind) {
        return switch (kind) {
            case RECONNECT -> "repair.heading";
            case FINISH -> "repair.heading-finish";
            case LEAVE -> "repair.heading-leave";
            case NONE -> link.health() == LinkHealth.HEALTHY ? "repair.heading-done" : "home.heading";
        };
    }

    private static String removed(RepairProgress progress, String how, Words words) {
        return progress.isRemoved()
                ? known(progress.removedAt(), "repair.removed", "repair.removed-unheard", words)
                : how;
    }

    private static String reconnected(RepairProgress progress, String how, Words words) {
        return progress.isReconnected()
                ? known(progress.reconnectedAt(), "repair.reconnected", "repair.done", words)
                : how;
    }

    private static String known(@Nullable Instant at, String dated, String otherwise, Words words) {
        return at == null ? words.say(otherwise) : words.say(dated, words.minute(at));
    }

    /** The first that is not done is next. */
    private static final class Steps {

        private final Words words;
        private final List<RepairStep> all = new ArrayList<>();
        private boolean isNextFound;

        Steps(Words words) {
            this.words = words;
        }

        void add(boolean isDone, String title, String text) {
            String mood = isDone ? "done" : isNextFound ? "later" : "now";
            isNextFound = isNextFound || !isDone;
            all.add(new RepairStep(words.say(title), text, words.say("repair." + mood), mood));
        }
    }
}
