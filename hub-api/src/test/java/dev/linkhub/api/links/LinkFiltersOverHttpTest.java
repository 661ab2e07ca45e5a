package dev.linkhub.api.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiJourney;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callers write into the filters of a list. */
@Tag("persistence")
@MicronautTest(transactional = false)
class LinkFiltersOverHttpTest extends ApiJourney {

    private static final List<String> FREE = List.of("household", "account", "external_id");

    private Onboarded app;
    private String key;

    @BeforeEach
    void onboarded() {
        app = onboard();
        key = tenants.key(app.tenant());
    }

    @Test
    void aValueIsComparedAndNeitherRunNorMatched() {
        Linked linked = link(app, Environment.PRODUCTION);
        http.as(key).json("PATCH", "/api/v1/links/" + linked.linkId(), "{\"external_id\":\"unit-7\"}");
        for (String value : List.of(
                "' OR '1'='1",
                "' OR 1=1 -- ",
                "\\' OR 1=1 #",
                "%",
                "_%",
                "\\",
                "a') UNION SELECT 1 -- ",
                "\u0000",
                ":household")) {
            for (String filter : FREE) {
                assertThat(list(key, filter, value)).as(filter + "=" + value).isEmpty();
            }
            for (String filter : List.of("app", "environment", "state", "health", "cursor", "limit")) {
                Answer refused = ask(key, filter, value);
                assertThat(refused.status())
                        .as(filter + "=" + value + " " + refused)
                        .isEqualTo(422);
                assertThat(refused.wrongFields()).containsExactly(filter);
            }
        }
    }

    /** A caller whose own name for a link got lost must not get the next best link. */
    @Test
    void anEmptyValueIsNoneThatALinkHas() {
        link(app, Environment.PRODUCTION);
        for (String filter : FREE) {
            assertThat(list(key, filter, "")).as(filter).isEmpty();
        }
        for (String filter : List.of("app", "environment", "state", "health", "cursor")) {
            assertThat(ask(key, filter, "").wrongFields()).containsExactly(filter);
        }
    }

    @Test
    void anotherTenantsNamesFindNothing() {
        Linked linked = link(app, Environment.PRODUCTION);
        http.as(key).json("PATCH", "/api/v1/links/" + linked.linkId(), "{\"external_id\":\"u-1\"}");
        String stranger = tenants.key(tenants.tenant());

        assertThat(list(stranger, "household", linked.household().householdId()))
                .isEmpty();
        assertThat(list(stranger, "household", linked.household().subject())).isEmpty();
        assertThat(list(stranger, "account", linked.account())).isEmpty();
        assertThat(list(stranger, "external_id", "u-1")).isEmpty();
        assertThat(list(stranger, "cursor", "lnk_00000000000000000000000000")).isEmpty();
        Answer foreign = ask(stranger, "app", app.app().appId());
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.text())
                .isEqualTo(
                        ask(stranger, "app", "app_01kam6x0f3q4z01kam6x0f3q4z").text());
    }

    @Test
    void filtersAreAllToHoldTogether() {
        Linked linked = link(app, Environment.PRODUCTION);
        String both = "/api/v1/links?account=" + linked.account() + "&environment=";

        assertThat(http.as(key).get(both + "production").items("id")).containsExactly(linked.linkId());
        assertThat(http.as(key).get(both + "staging").items("id")).isEmpty();
    }

    private List<String> list(String caller, String filter, String value) {
        Answer answer = ask(caller, filter, value);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.items("id");
    }

    private Answer ask(String caller, String filter, String value) {
        return http.as(caller).get("/api/v1/links?" + filter + "=" + URLEncoder.encode(value, UTF_8));
    }
}
