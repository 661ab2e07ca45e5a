package dev.linkhub.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.health.LinkHealth;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.repair.RepairKind;
import dev.linkhub.repair.RepairProgress;
import dev.linkhub.wording.OwnWording;
import dev.linkhub.wording.Wording;
import dev.linkhub.wording.Words;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepairViewTest {

    private static final Words WORDS = Wording.of("wording.pages").in(Locale.UK, OwnWording.NONE);
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void beforeAnythingIsHeardTheRemovalIsNext() {
        RepairView view = view(RepairKind.RECONNECT, null, null, false);
        assertThat(view.heading()).isEqualTo("Repair your Ring link");
        assertThat(moods(view)).containsExactly("now", "later", "later");
        assertThat(view.steps().get(0).text()).isEqualTo("Open the menu, then Apps, choose Porch, and remove it.");
        assertThat(view.steps().get(2).text()).contains("with the same account as now, v•••@example.com.");
    }

    @Test
    void aRemovalThatRingToldOfIsTickedOffWithItsTime() {
        RepairView view = view(RepairKind.RECONNECT, NOON, null, false);
        assertThat(moods(view)).containsExactly("done", "now", "later");
        assertThat(view.steps().get(0).state()).isEqualTo("Done");
        assertThat(view.steps().get(0).text()).isEqualTo("Ring told us on 26 November 2026, 12:00 UTC.");
    }

    @Test
    void aNewPermissionSaysThatTheAppWasRemovedEvenIfRingDidNotTell() {
        RepairView view = view(RepairKind.RECONNECT, null, NOON, false);
        assertThat(moods(view)).containsExactly("done", "done", "now");
        assertThat(view.steps().get(0).text()).isEqualTo("Done, for Ring has given us a new permission.");
        assertThat(view.steps().get(1).text()).contains("26 November 2026, 12:00 UTC");
    }

    @Test
    void onceSignedInOnlyRingHasStillToBeTold() {
        RepairView view = view(RepairKind.RECONNECT, null, null, true);
        assertThat(moods(view)).containsExactly("done", "done", "now");
        assertThat(view.steps().get(1).text()).isEqualTo("Ring has given us a new permission.");
        assertThat(view.steps().get(2).text()).isEqualTo("You have signed in. We are telling Ring.");
        assertThat(view.steps().get(2).state()).isEqualTo("Being set up");
        assertThat(view.takesAnyAccount()).isFalse();
    }

    @Test
    void anUnfinishedLinkTakesOneStep() {
        RepairView view = view(RepairKind.FINISH, null, null, false);
        assertThat(view.heading()).isEqualTo("Finish your Ring link");
        assertThat(view.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.text()).contains("go to Porch and tap Sign In"));
    }

    @Test
    void whoDisconnectedHasOnlyToRemoveTheApp() {
        RepairView view = view(RepairKind.LEAVE, null, null, false);
        assertThat(view.heading()).isEqualTo("Remove the app in the Ring app");
        assertThat(view.steps().get(0).text()).startsWith("The Ring app keeps Porch in its list until");
        assertThat(view.steps().get(1).text()).startsWith("Only if you want to link again");
    }

    @Test
    void whereThereIsNothingToDoThereAreNoSteps() {
        RepairView view = view(RepairKind.NONE, null, null, false);
        assertThat(view.heading()).isEqualTo("Your Ring link works");
        assertThat(view.steps()).isEmpty();
    }

    private static List<String> moods(RepairView view) {
        return view.steps().stream().map(RepairStep::mood).toList();
    }

    private static RepairView view(
            RepairKind kind, @Nullable Instant removedAt, @Nullable Instant reconnectedAt, boolean isSignedIn) {
        LinkStatus link = new LinkStatus(
                "ten_1",
                "lnk_1",
                "app_1",
                Environment.PRODUCTION,
                "hh_1",
                "ava1",
                "grn_1",
                "v***@example.com",
                LinkState.COMPLETED,
                null,
                null,
                NOON,
                NOON,
                NOON,
                null,
                1,
                null,
                null,
                null,
                null,
                LinkHealth.HEALTHY,
                null);
        return RepairView.of(
                LinkView.of("Porch", link, WORDS),
                link,
                new RepairProgress(kind, removedAt, reconnectedAt, isSignedIn, null),
                "v•••@example.com",
                WORDS);
    }
}
