package dev.linkhub.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.health.LinkHealth;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.wording.OwnWording;
import dev.linkhub.wording.Wording;
import dev.linkhub.wording.Words;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LinkViewTest {

    private static final Words WORDS = Wording.of("wording.pages").in(Locale.UK, OwnWording.NONE);
    private static final Instant CLAIMED = Instant.parse("2026-01-02T10:00:00Z");
    private static final Instant LINKED = Instant.parse("2026-01-03T10:00:00Z");
    private static final Instant REMOVED = Instant.parse("2026-02-04T23:59:59Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPLETED  | HEALTHY  | Working              | good | Nothing to do.
            COMPLETED  | RETRYING | Working              | good | Ring is slow to answer right now. We keep trying
            COMPLETED  | AT_RISK  | Working, but at risk | busy | We keep trying, and there is nothing to do yet.
            COMPLETED  | PAUSED   | Paused               | busy | Your link is kept and goes on afterwards.
            CLAIMED    | HEALTHY  | Being set up         | busy | This goes on by itself.
            AWAITING   | RETRYING | Being set up         | busy | This goes on by itself.
            INCOMPLETE | HEALTHY  | Not finished         | bad  | Ring did not take the sign-in in time.
            """)
    void eachStateHasItsWords(LinkState state, LinkHealth health, String name, String mood, String explanation) {
        LinkView view = LinkView.of("Porch", status(state, health, null), WORDS);
        assertThat(view.state()).isEqualTo(name);
        assertThat(view.mood()).isEqualTo(mood);
        assertThat(view.explanation()).contains(explanation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REVOKED                 | Ring no longer lets us in.
            ROTATION_LOST           | The connection to Ring was interrupted
            EXPIRED                 | The permission that you gave in the Ring app has run out.
            REMOVED_BY_USER         | The app was removed in the Ring app.
            SEALED_VALUE_UNREADABLE | Something went wrong on our side
            """)
    void eachReasonIsSaidInPlainWordsAndWhoCanMendIt(UnhealthyReason reason, String words) {
        LinkView broken = LinkView.of("Porch", status(LinkState.COMPLETED, LinkHealth.UNHEALTHY, reason.name()), WORDS);
        assertThat(broken.state()).isEqualTo("Not working");
        assertThat(broken.mood()).isEqualTo("bad");
        assertThat(broken.explanation()).startsWith(words).endsWith(" Only you can make this link work again.");
    }

    @ParameterizedTest
    @EnumSource(UnhealthyReason.class)
    void aLinkThatBrokeBeforeItWasFinishedIsNotPromisedThatATapHelps(UnhealthyReason reason) {
        LinkView broken =
                LinkView.of("Porch", status(LinkState.INCOMPLETE, LinkHealth.UNHEALTHY, reason.name()), WORDS);
        assertThat(broken.state()).isEqualTo("Not finished");
        assertThat(broken.explanation()).endsWith("Only you can make this link work again.");
    }

    @Test
    void noTwoReasonsAreSaidAlikeAndNoneByItsName() {
        Set<String> words = new HashSet<>();
        for (UnhealthyReason reason : UnhealthyReason.values()) {
            String said = LinkView.of("Porch", status(LinkState.COMPLETED, LinkHealth.UNHEALTHY, reason.name()), WORDS)
                    .explanation();
            assertThat(words.add(said)).as(said).isTrue();
            assertThat(said).doesNotContain(reason.name());
        }
    }

    @Test
    void aReplacedLinkTellsWhatToDoIfItWasSomeoneElse() {
        LinkView replaced = LinkView.of("Porch", status(LinkState.REPLACED, LinkHealth.UNHEALTHY, "REPLACED"), WORDS);
        assertThat(replaced.state()).isEqualTo("Replaced");
        assertThat(replaced.explanation()).contains("change your Ring password");
    }

    @ParameterizedTest
    @EnumSource(LinkState.class)
    void theDateSaysWhatItIsTheDateOf(LinkState state) {
        boolean over = EnumSet.of(LinkState.REMOVED, LinkState.REPLACED).contains(state);
        LinkView view = LinkView.of(
                "Porch",
                over ? status(state, LinkHealth.UNHEALTHY, "REPLACED") : status(state, LinkHealth.HEALTHY, null),
                WORDS);
        assertThat(view.dated())
                .isEqualTo(
                        over
                                ? "Ended on 4 February 2026"
                                : state == LinkState.COMPLETED
                                        ? "Linked since 3 January 2026"
                                        : "Begun on 2 January 2026");
    }

    private static LinkStatus status(LinkState state, LinkHealth health, @Nullable String reason) {
        return new LinkStatus(
                "ten_1",
                "lnk_1",
                "app_1",
                Environment.PRODUCTION,
                "hh_1",
                "ava1",
                "grn_1",
                "v***@example.com",
                state,
                null,
                null,
                CLAIMED,
                CLAIMED,
                LINKED,
                REMOVED,
                1,
                null,
                null,
                null,
                null,
                health,
                reason);
    }
}
