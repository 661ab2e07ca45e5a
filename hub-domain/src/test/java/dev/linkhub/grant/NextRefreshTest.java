package dev.linkhub.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.setting.InvalidSetting;
import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class NextRefreshTest {

    private static final Duration REFRESH_TOKEN_LIVES = Duration.ofDays(30);
    private static final Duration LONGEST_QUARANTINE = Duration.ofDays(2);

    @Property(tries = 2_000)
    void isATenthOffTheIntervalAtTheMost(@ForAll @LongRange(min = 5_000, max = 2_160_000_000L) long millis) {
        Duration interval = Duration.ofMillis(millis);
        Duration tenth = interval.dividedBy(10);
        assertThat(settings(interval).nextRefreshIn()).isBetween(interval.minus(tenth), interval.plus(tenth));
    }

    @Property(tries = 2_000)
    void leavesTimeForAQuarantineBeforeTheRefreshTokenEnds(
            @ForAll @LongRange(min = 5_000, max = 2_160_000_000L) long millis) {
        assertThat(settings(Duration.ofMillis(millis)).nextRefreshIn())
                .isLessThan(REFRESH_TOKEN_LIVES.minus(LONGEST_QUARANTINE));
    }

    @Example
    void whatCameTogetherDoesNotStayTogether() {
        GrantSettings settings = settings(Duration.ofHours(24));
        assertThat(Stream.generate(settings::nextRefreshIn).limit(100).distinct())
                .hasSizeGreaterThan(50);
    }

    @Example
    void theBoundsOfTheIntervalAreTakenAndTheirNeighboursNot() {
        assertThat(settings(Duration.ofSeconds(5)).refreshInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings(Duration.ofDays(25)).refreshInterval()).isEqualTo(Duration.ofDays(25));
        assertThatThrownBy(() -> settings(Duration.ofMillis(4_999)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HUB_REFRESH_INTERVAL");
        assertThatThrownBy(() -> settings(Duration.ofDays(25).plusMillis(1)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HUB_REFRESH_INTERVAL");
    }

    private static GrantSettings settings(Duration interval) {
        return new GrantSettings(interval.toString(), "PT15M", "P7D");
    }
}
