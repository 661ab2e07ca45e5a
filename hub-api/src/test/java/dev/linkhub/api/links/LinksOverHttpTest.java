package dev.linkhub.api.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiJourney;
import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.tenant.ApiScope;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class LinksOverHttpTest extends ApiJourney {

    private Onboarded app;
    private String key;

    @BeforeEach
    void onboarded() {
        app = onboard();
        key = tenants.key(app.tenant());
    }

    @Test
    void aLinkIsShownWithItsStateHealthAndWhereToRepairIt() {
        Linked linked = link(app, Environment.PRODUCTION);

        Answer link = http.as(key).get("/api/v1/links/" + linked.linkId());

        assertThat(link.status()).isEqualTo(200);
        assertThat(link.get("app")).isEqualTo(app.app().appId());
        assertThat(link.get("environment")).isEqualTo("production");
        assertThat(link.get("ring_account_id")).isEqualTo(linked.account());
        assertThat(link.get("household")).isEqualTo(linked.household().householdId());
        assertThat(link.get("account_identifier")).isEqualTo("j•••@example.com");
        assertThat(link.get("state")).isEqualTo("COMPLETED");
        assertThat(link.get("health")).isEqualTo("HEALTHY");
        assertThat(link.get("reason")).isNull();
        assertThat(link.get("generation")).isEqualTo("1");
        assertThat(link.get("access_expires_at"))
                .isEqualTo(clock.instant().plus(Duration.ofHours(4)).toString());
        assertThat(link.get("refresh_expires_at"))
                .isEqualTo(clock.instant().plus(Duration.ofDays(30)).toString());
        assertThat(link.get("next_refresh_at")).isNotNull();
        assertThat(link.get("linked_at")).isNotNull();
        assertThat(link.get("removed_at")).isNull();
        assertThat(link.get("reconnect_url"))
                .isEqualTo("https://hub.example.com/t/" + app.tenant().slug() + "/repair/" + linked.linkId());
    }

    @Test
    void aListIsFilteredByEachOfItsParameters() {
        Linked first = link(app, Environment.PRODUCTION);
        Linked second = link(app, Environment.STAGING);
        http.as(key).json("PATCH", "/api/v1/links/" + first.linkId(), "{\"external_id\":\"unit 7/ä\"}");

        assertThat(list("")).containsExactly(first.linkId(), second.linkId());
        assertThat(list("?app=" + app.app().slug())).hasSize(2);
        assertThat(list("?app=" + app.app().appId())).hasSize(2);
        assertThat(list("?environment=staging")).containsExactly(second.linkId());
        assertThat(list("?state=COMPLETED")).hasSize(2);
        assertThat(list("?state=REMOVED")).isEmpty();
        assertThat(list("?health=HEALTHY&limit=1")).containsExactly(first.linkId());
        assertThat(list("?health=UNHEALTHY")).isEmpty();
        assertThat(list("?account=" + second.account())).containsExactly(second.linkId());
        assertThat(list("?household=" + first.household().householdId())).containsExactly(first.linkId());
        assertThat(list("?household=" + second.household().subject())).containsExactly(second.linkId());
        assertThat(list("?external_id=unit%207/%C3%A4")).containsExactly(first.linkId());
        assertThat(list("?household=%C3%A4&account=%F0%9F%8F%A0")).isEmpty();
    }

    @Test
    void aListComesInPages() {
        Linked first = link(app, Environment.PRODUCTION);
        Linked second = link(app, Environment.PRODUCTION);

        Answer page = http.as(key).get("/api/v1/links?limit=1");

        assertThat(page.items("id")).containsExactly(first.linkId());
        assertThat(list("?limit=1&cursor=" + page.get("next_cursor"))).containsExactly(second.linkId());
    }

    @Test
    void aFilterThatCannotBeIs422AndNamed() {
        for (String field : List.of("app", "environment", "state", "health", "limit", "cursor")) {
            Answer refused = http.as(key).get("/api/v1/links?" + field + "=nonsense");
            assertThat(refused.status()).as(field).isEqualTo(422);
            assertThat(refused.wrongFields()).containsExactly(field);
        }
    }

    @Test
    void ownNamesAreStoredAndWhatIsAbsentStays() {
        String path = "/api/v1/links/" + link(app, Environment.PRODUCTION).linkId();
        http.as(key).json("PATCH", path, "{\"external_id\":\"u-1\",\"metadata\":{\"floor\":\"<b>2</b>\"}}");

        Answer renamed = http.as(key).json("PATCH", path, "{\"external_id\":\"u-2\"}");

        assertThat(renamed.get("external_id")).isEqualTo("u-2");
        assertThat(renamed.json().get("metadata").get("floor").getStringValue()).isEqualTo("<b>2</b>");
        assertThat(http.as(key).json("PATCH", path, "{\"metadata\":{\"a\":5}}").wrongFields())
                .containsExactly("metadata");
        assertThat(http.as(key)
                        .json("PATCH", path, "{\"metadata\":{\"a\":\"" + "x".repeat(201) + "\"}}")
                        .wrongFields())
                .containsExactly("metadata");
        assertThat(http.as(key).json("PATCH", path, "{\"state\":\"COMPLETED\"}").wrongFields())
                .containsExactly("state");
    }

    @Test
    void scopesAreHeldApart() {
        String path = "/api/v1/links/" + link(app, Environment.PRODUCTION).linkId();
        String allButTokens = tenants.key(app.tenant(), ApiScope.BY_DEFAULT.toArray(new ApiScope[0]));
        String reader = tenants.key(app.tenant(), ApiScope.LINKS_READ);

        Answer refused = http.as(allButTokens).post(path + "/access-token", "{}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.get("detail")).contains("tokens:read");
        assertThat(http.as(reader).get(path).status()).isEqualTo(200);
        assertThat(http.as(reader).post(path + "/refresh", "").status()).isEqualTo(403);
        assertThat(http.as(reader).json("PATCH", path, "{}").status()).isEqualTo(403);
        assertThat(http.as(ApiTest.OPERATOR_KEY)
                        .post(path + "/access-token", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void foreignUnknownAndUnreachableLinksAnswerAlikeToTheByte() {
        String linkId = link(app, Environment.PRODUCTION).linkId();
        String stranger = tenants.key(tenants.tenant());
        String testKey = tenants.testKey(app.tenant());
        String unknown = "lnk_01kam6x0f3q4z01kam6x0f3q4z";
        for (String rest : List.of("/access-token", "/refresh")) {
            Answer foreign = http.as(stranger).post("/api/v1/links/" + linkId + rest, "{}");
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(http.as(testKey)
                            .post("/api/v1/links/" + linkId + rest, "{}")
                            .text())
                    .isEqualTo(foreign.text());
            assertThat(http.as(stranger)
                            .post("/api/v1/links/" + unknown + rest, "{}")
                            .text())
                    .isEqualTo(foreign.text());
        }
        for (String rest : List.of("", "/events")) {
            Answer foreign = http.as(stranger).get("/api/v1/links/" + linkId + rest);
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(http.as(testKey).get("/api/v1/links/" + linkId + rest).text())
                    .isEqualTo(foreign.text());
            assertThat(http.as(stranger).get("/api/v1/links/%C3%A4" + rest).text())
                    .isEqualTo(foreign.text());
        }
        assertThat(http.as(stranger)
                        .json("PATCH", "/api/v1/links/" + linkId, "{\"external_id\":\"mine\"}")
                        .status())
                .isEqualTo(404);
        assertThat(http.as(testKey).get("/api/v1/links").items("id")).isEmpty();
        assertThat(http.as(testKey).get("/api/v1/links?environment=production").wrongFields())
                .containsExactly("environment");
    }

    @Test
    void linksAreCountedForTheirTenantAndForOperators() {
        link(app, Environment.PRODUCTION);
        link(app, Environment.STAGING);
        String other = tenants.key(tenants.tenant());

        Answer mine = http.as(key).get("/api/v1/health");
        Answer fleet = http.as(ApiTest.OPERATOR_KEY).get("/api/v1/fleet/health");

        assertThat(mine.get("links")).isEqualTo("2");
        assertThat(mine.get("expiring")).isEqualTo("0");
        assertThat(mine.json().get("counts").get(0).get("health").getStringValue())
                .isEqualTo("HEALTHY");
        assertThat(http.as(other).get("/api/v1/health").text()).isEqualTo("{\"links\":0,\"expiring\":0,\"counts\":[]}");
        assertThat(http.as(tenants.testKey(app.tenant())).get("/api/v1/health").get("links"))
                .isEqualTo("1");
        assertThat(fleet.text()).contains(app.tenant().tenantId());
        assertThat(http.as(key).get("/api/v1/fleet/health").status()).isEqualTo(403);
        assertThat(http.as(ApiTest.OPERATOR_KEY).get("/api/v1/health").status()).isEqualTo(403);
        ring.advance(Duration.ofDays(27).plusSeconds(1));
        assertThat(http.as(key).get("/api/v1/health").get("expiring")).isEqualTo("2");
    }

    @Test
    void anAppWithLinksCannotBeDeleted() {
        link(app, Environment.PRODUCTION);

        assertThat(http.as(key).delete("/api/v1/apps/" + app.app().slug()).status())
                .isEqualTo(409);
    }

    private List<String> list(String query) {
        Answer answer = http.as(key).get("/api/v1/links" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.items("id");
    }
}
