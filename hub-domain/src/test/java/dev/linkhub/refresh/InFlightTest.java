package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.tenant.TenantScope;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final TenantScope large = new TenantScope("ten_large");
    private final TenantScope small = new TenantScope("ten_small");
    private final InFlight slots = new InFlight(100, 0);

    @Test
    void aTenantAloneGetsAllAndNeverMore() {
        InFlight.Line line = slots.line(large, "app_1");
        assertThat(line.take(500)).isEqualTo(100);
        assertThat(line.take(1)).isZero();
    }

    @Test
    void whileAnotherTenantWaitsItGetsHalf() {
        InFlight.Line waiting = slots.line(small, "app_2");
        InFlight.Line line = slots.line(large, "app_1");
        assertThat(line.take(500)).isEqualTo(50);
        waiting.close();
        assertThat(line.take(500)).isEqualTo(50);
    }

    @Test
    void whatATenantHasTooMuchOfGoesToWhoeverWaits() {
        InFlight.Line line = slots.line(large, "app_1");
        line.take(100);
        InFlight.Line late = slots.line(small, "app_2");
        assertThat(late.take(20)).isZero();
        land(line, 10);
        assertThat(line.take(10)).isZero();
        assertThat(late.take(20)).isEqualTo(10);
    }

    @Test
    void whatIsNotStoredHoldsNothingUpUntilItIsAsMuchAsAllSlots() {
        InFlight.Line line = slots.line(large, "app_1");
        assertThat(line.take(100)).isEqualTo(100);
        land(line, 100);
        assertThat(slots.onWire()).isEmpty();
        assertThat(slots.isBusy(large)).isTrue();
        assertThat(line.take(100)).isEqualTo(100);
        land(line, 30);
        assertThat(line.take(100)).isZero();
        store(line, 30);
        assertThat(line.take(100)).isEqualTo(30);
    }

    @Test
    void whoeverGivesBackDoesNotWaitForMore() {
        InFlight.Line line = slots.line(large, "app_1");
        line.take(500);
        line.giveBack(90);
        assertThat(slots.line(small, "app_2").take(500)).isEqualTo(90);
    }

    @Test
    void anAppGetsHalfOfItsTenantsWhileTheTenantsOtherAppsWait() {
        InFlight.Line other = slots.line(large, "app_2");
        assertThat(slots.line(large, "app_1").take(500)).isEqualTo(50);
        assertThat(other.take(500)).isEqualTo(50);
    }

    @Test
    void nothingIsLeftOfLinesThatAreClosed() {
        InFlight.Line line = slots.line(large, "app_1");
        line.take(3);
        assertThat(slots.isBusy(large)).isTrue();
        line.close();
        land(line, 3);
        assertThat(slots.onWire()).isEmpty();
        assertThat(slots.isBusy(large)).isTrue();
        store(line, 3);
        assertThat(slots.isBusy(large)).isFalse();
        assertThat(slots.line(small, "app_2").take(100)).isEqualTo(100);
    }

    @Test
    void moreAreClaimedThanMayBeOnTheWire() throws Exception {
        InFlight ahead = new InFlight(2, 1);
        InFlight.Line line = ahead.line(large, "app_1");
        assertThat(line.take(9)).isEqualTo(3);
        assertThat(ahead.onWire()).isEmpty();
        line.send();
        line.send();
        Thread third = Thread.ofVirtual().start(line::send);
        while (third.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(ahead.onWire()).containsEntry("ten_large", 2);

        line.landed();
        third.join();

        assertThat(ahead.onWire()).containsEntry("ten_large", 2);
        assertThat(line.take(9)).as("one has left and one has moved up").isEqualTo(1);
    }

    private static void land(InFlight.Line line, int calls) {
        for (int i = 0; i < calls; i++) {
            line.send();
            line.landed();
        }
    }

    private static void store(InFlight.Line line, int calls) {
        for (int i = 0; i < calls; i++) {
            line.stored();
        }
    }
}
