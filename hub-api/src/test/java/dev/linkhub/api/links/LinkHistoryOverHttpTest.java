package dev.linkhub.api.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiJourney;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class LinkHistoryOverHttpTest extends ApiJourney {

    private Onboarded app;
    private String key;

    @BeforeEach
    void onboarded() {
        app = onboard();
        key = tenants.key(app.tenant());
    }

    @Test
    void itIsNewestFirst() {
        assertThat(typesFrom("hub", events(link(app, Environment.PRODUCTION))))
                .startsWith("COMPLETED")
                .endsWith("CLAIMED");
    }

    @Test
    void whatRingSaidBeforeAnybodyClaimedTheAccountIsShownOnTheLink() throws GeneralSecurityException {
        String account = ring.account();
        InstallationDetails installed = ring.install(app, account);
        tell("r-before", account, "motion_detected");
        tell("r-other", "another-account", "button_press");
        ring.advance(Duration.ofSeconds(1));

        Linked linked = heardOf(claim(app, Environment.PRODUCTION, account, installed));
        ring.advance(Duration.ofSeconds(1));
        tell("r-after", account, "something_new");

        Answer events = events(linked);
        assertThat(typesFrom("ring", events))
                .startsWith("something_new")
                .containsOnlyOnce("motion_detected")
                .doesNotContain("button_press");
        assertThat(events.items("type").indexOf("motion_detected"))
                .isGreaterThan(events.items("type").indexOf("CLAIMED"));
        assertThat(events.text()).doesNotContain("null");
    }

    @Test
    void itComesInPagesThatMissAndRepeatNothing() throws GeneralSecurityException {
        Linked linked = heardOf(link(app, Environment.PRODUCTION));
        for (int i = 0; i < 4; i++) {
            ring.advance(Duration.ofSeconds(1));
            tell("r-" + i, linked.account(), "type_" + i);
        }
        List<String> all = events(linked).items("id");
        assertThat(all).hasSizeGreaterThan(6);

        List<String> paged = new ArrayList<>();
        @Nullable String cursor = "";
        while (cursor != null && paged.size() <= all.size()) {
            Answer page = http.as(key).get(path(linked) + "?limit=3" + cursor);
            assertThat(page.items("id")).hasSizeBetween(1, 3);
            paged.addAll(page.items("id"));
            cursor = page.get("next_cursor") == null ? null : "&cursor=" + page.get("next_cursor");
        }

        assertThat(paged).isEqualTo(all);
    }

    @Test
    void aCursorOfAnotherListIs422() {
        Linked linked = link(app, Environment.PRODUCTION);
        for (String cursor : List.of("~", linked.linkId(), "evt_")) {
            assertThat(http.as(key).get(path(linked) + "?cursor=" + cursor).wrongFields())
                    .containsExactly("cursor");
        }
    }

    private void tell(String requestId, String account, String type) throws GeneralSecurityException {
        String event = EVENT.formatted(requestId)
                .replace("\"a\"", "\"" + account + "\"")
                .replace("something_new", type);
        assertThat(post(webhook(app), event, "X-Signature", signature(app, event))
                        .status())
                .isEqualTo(200);
    }

    /** Ring tells of a completed link in its own time: once that is in, nothing comes by itself any more. */
    private Linked heardOf(Linked linked) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!events(linked).items("type").contains("app_integration_added")) {
            assertThat(System.nanoTime() - end).as("Ring's word of the link").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return linked;
    }

    private Answer events(Linked linked) {
        return http.as(key).get(path(linked) + "?limit=200");
    }

    private static String path(Linked linked) {
        return "/api/v1/links/" + linked.linkId() + "/events";
    }

    private static List<String> typesFrom(String source, Answer events) {
        List<String> types = new ArrayList<>();
        for (JsonNode event : events.json().get("items").values()) {
            if (event.get("source").getStringValue().equals(source)) {
                types.add(event.get("type").getStringValue());
            }
        }
        return types;
    }
}
