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
 * @param takesAnyAccount whether another Ring account may come back than before
 */
@Introspected
public record RepairView(String heading, LinkView link, List<RepairStep> steps, boolean takesAnyAccount) {

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
            case RECONNECT -> steps.reconnect(progress, "repair.remove-text", "repair.reconnect-text", app, account);
            case LEAVE ->
                steps.reconnect(progress, "repair.remove-leave-text", "repair.reconnect-leave-text", app, account);
        }
        return new RepairView(
                words.say(heading(link, progress.kind())),
                view,
                steps.all,
                progress.kind() == RepairKind.RECONNECT && !progress.isSignedIn());
    }

    private static String heading(LinkStatus link, RepairKind kind) {
        return switch (kind) {
            case RECONNECT -> "repair.heading";
            case FINISH -> "repair.heading-finish";
            case LEAVE -> "repair.heading-leave";
            case NONE -> link.health() == LinkHealth.HEALTHY ? "repair.heading-done" : "home.heading";
        };
    }

    /** The first that is not done is next. */
    private static final class Steps {

        private final Words words;
        private final List<RepairStep> all = new ArrayList<>();
        private boolean isNextFound;

        Steps(Words words) {
            this.words = words;
        }

        void reconnect(RepairProgress progress, String remove, String reconnect, String app, String account) {
            add(
                    progress.isRemoved(),
                    "repair.remove",
                    progress.isRemoved()
                            ? heard(progress.removedAt(), "repair.removed", "repair.removed-unheard")
                            : words.say(remove, app));
            add(
                    progress.isReconnected(),
                    "repair.reconnect",
                    progress.isReconnected()
                            ? heard(progress.reconnectedAt(), "repair.reconnected", "repair.reconnected-unheard")
                            : words.say(reconnect, app));
            if (progress.isSignedIn()) {
                // Nothing is left for the household to do.
                all.add(new RepairStep(
                        words.say("repair.sign-in"), words.say("repair.telling"), words.say("link.setting-up"), "now"));
            } else {
                add(false, "repair.sign-in", words.say("repair.sign-in-text", account));
            }
        }

        private String heard(@Nullable Instant at, String dated, String otherwise) {
            return at == null ? words.say(otherwise) : words.say(dated, words.minute(at));
        }

        void add(boolean isDone, String title, String text) {
            String mood = isDone ? "done" : isNextFound ? "later" : "now";
            isNextFound = isNextFound || !isDone;
            all.add(new RepairStep(words.say(title), text, words.say("repair." + mood), mood));
        }
    }
}
