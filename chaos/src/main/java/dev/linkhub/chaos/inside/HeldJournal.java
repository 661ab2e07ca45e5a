package dev.linkhub.chaos.inside;

import dev.linkhub.journal.AttemptJournal;
import dev.linkhub.vault.Secret;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The hub tells its journal of each step before it goes on, which makes the journal the place to hold it. */
@Singleton
final class HeldJournal implements BeanCreatedEventListener<AttemptJournal> {

    private static final Set<String> UNSTORED = ConcurrentHashMap.newKeySet();

    /** Whose new tokens this process has in hand, as far as it knows. */
    static String unstored() {
        return String.join(" ", UNSTORED);
    }

    @Override
    public AttemptJournal onCreated(BeanCreatedEvent<AttemptJournal> created) {
        return Tampering.posts()
                .<AttemptJournal>map(posts -> new Steps(created.getBean(), posts))
                .orElse(created.getBean());
    }

    private record Steps(AttemptJournal journal, Posts posts) implements AttemptJournal {

        @Override
        public void sending(Attempt attempt, Secret refreshToken) {
            Breakage.note(attempt);
            posts.pass(Point.AFTER_CLAIM, attempt.grantId());
            journal.sending(attempt, refreshToken);
            posts.pass(Point.BEFORE_SEND, attempt.grantId());
        }

        @Override
        public void got2xx(Attempt attempt, Secret sent, @Nullable Secret received) {
            posts.pass(Point.AFTER_RING_COMMIT, attempt.grantId());
            journal.got2xx(attempt, sent, received);
            UNSTORED.add(attempt.grantId());
            posts.pass(Point.AFTER_ANSWER, attempt.grantId());
        }

        @Override
        public void stored(Attempt attempt, @Nullable Secret received, WrittenBy by) {
            journal.stored(attempt, received, by);
            UNSTORED.remove(attempt.grantId());
            posts.pass(Point.AFTER_WRITE, attempt.grantId());
        }
    }
}
