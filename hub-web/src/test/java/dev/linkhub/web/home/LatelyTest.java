package dev.linkhub.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.linking.LinkEventType;
import dev.linkhub.webhook.LinkHistory.Entry;
import dev.linkhub.webhook.LinkHistory.Source;
import dev.linkhub.wording.OwnWording;
import dev.linkhub.wording.Wording;
import dev.linkhub.wording.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LatelyTest {

    private static final Words WORDS = Wording.of("wording.pages").in(Locale.UK, OwnWording.NONE);
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            device_added             | Front door was added
            device_removed           | Front door was removed
            device_online            | Front door came online
            device_offline           | Front door went offline
            motion_detected          | Front door saw motion
            button_press             | Front door was rung
            flood_detected           | Front door reported something
            subscription_activated   | Your subscription in Ring began
            subscription_deactivated | Your subscription in Ring ended
            """)
    void whatRingSaysIsSaidInPlainWords(String type, String words) {
        assertThat(of(ring(type, "DOOR"))).containsExactly(new Lately("26 November 2026, 12:00 UTC", words));
    }

    @ParameterizedTest
    @EnumSource(LinkEventType.class)
    void noEventOfTheHubIsSaidByItsName(LinkEventType type) {
        assertThat(of(new Entry("evt_1", NOON, Source.HUB, type.name(), "lnk_1 is a detail")))
                .allSatisfy(one -> assertThat(one.what())
                        .doesNotContain(type.name())
                        .doesNotContain("detail")
                        .doesNotContain("_"));
    }

    @Test
    void whatIsAboutNothingThatTheHouseholdKnowsIsLeftOut() {
        assertThat(of(ring("app_integration_added", ""), ring("something_new", "")))
                .isEmpty();
    }

    @Test
    void theSameAgainAndAgainCountsAsOneAndIsDatedByTheNewest() {
        List<Entry> street = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            street.add(new Entry("evt_" + i, NOON.minusSeconds(60L * i), Source.RING, "motion_detected", "DOOR"));
        }
        street.add(ring("device_online", "DOOR"));
        assertThat(Lately.of(street, 8, id -> "Front door", WORDS))
                .containsExactly(
                        new Lately("26 November 2026, 12:00 UTC", "Front door saw motion (20 times)"),
                        new Lately("26 November 2026, 12:00 UTC", "Front door came online"));
    }

    @Test
    void noMoreThanWantedAreShown() {
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(ring(i % 2 == 0 ? "device_online" : "device_offline", "DOOR"));
        }
        assertThat(Lately.of(all, 8, id -> "Front door", WORDS)).hasSize(8);
    }

    private static List<Lately> of(Entry... entries) {
        return Lately.of(List.of(entries), 8, id -> id.equals("DOOR") ? "Front door" : "A device", WORDS);
    }

    private static Entry ring(String type, String detail) {
        return new Entry("evt_1", NOON, Source.RING, type, detail);
    }
}
