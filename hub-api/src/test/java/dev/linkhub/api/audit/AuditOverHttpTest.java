package dev.linkhub.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import dev.linkhub.tenant.ApiScope;
import dev.linkhub.tenant.Tenant;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class AuditOverHttpTest implements ApiTest {

    private static final String PATH = "/api/v1/audit";
    private static final String APP =
            "{\"slug\":\"door\",\"name\":\"A\",\"client_id\":\"c\",\"client_secret\":\"s-3cret\",\"hmac_key\":\"h-m4c\"}";

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    private Tenant tenant;
    private String key;

    @BeforeEach
    void tenant() {
        tenant = tenants.tenant();
        key = tenants.key(tenant);
    }

    @Test
    void eachChangeIsThereNewestFirstWithWhoDidItToWhat() {
        String app = http.as(key).post("/api/v1/apps", APP).get("id");
        http.as(key).json("PUT", "/api/v1/apps/door/credentials", "{\"client_secret\":\"s-4cret\"}");
        http.as(key).delete("/api/v1/apps/door");
        http.as(key).json("PUT", "/api/v1/branding", "{\"display_name\":\"V\",\"primary_color\":\"#aa3366\"}");

        Answer audit = http.as(key).get(PATH);

        assertThat(audit.items("action").subList(1, 4))
                .containsExactly("app.deleted", "app.credentials_replaced", "app.created");
        assertThat(audit.items("action").getFirst()).startsWith("branding.");
        assertThat(audit.items("subject").subList(1, 4)).containsOnly(app);
        assertThat(audit.items("actor").subList(0, 4)).containsOnly("key_" + key.split("_", -1)[2]);
        assertThat(audit.text()).doesNotContain("s-3cret", "s-4cret", "h-m4c");
    }

    @Test
    void whatIsRefusedLeavesNoTrace() {
        String before = http.as(key).get(PATH).text();

        http.as(key).post("/api/v1/apps", APP.replace("door", "NO"));
        http.as(key).delete("/api/v1/apps/none");
        http.as(tenants.key(tenant, ApiScope.APPS_READ)).post("/api/v1/apps", APP);

        assertThat(http.as(key).get(PATH).items("action")).startsWith("api_key.issued");
        assertThat(http.as(key).get(PATH).text())
                .contains(before.substring("{\"items\":[".length(), before.length() - 2));
    }

    @Test
    void itComesInPagesThatMissAndRepeatNothing() {
        for (int i = 0; i < 4; i++) {
            http.as(key).post("/api/v1/apps", APP.replace("door", "door-" + i));
        }
        List<String> all = http.as(key).get(PATH + "?limit=200").items("id");

        List<String> paged = new ArrayList<>();
        @Nullable String cursor = "";
        while (cursor != null && paged.size() <= all.size()) {
            Answer page = http.as(key).get(PATH + "?limit=2" + cursor);
            assertThat(page.items("id")).hasSizeBetween(1, 2);
            paged.addAll(page.items("id"));
            cursor = page.get("next_cursor") == null ? null : "&cursor=" + page.get("next_cursor");
        }

        assertThat(paged).hasSizeGreaterThan(4).isEqualTo(all);
        assertThat(http.as(key).get(PATH + "?cursor=~").wrongFields()).containsExactly("cursor");
    }

    @Test
    void itIsTheTenantsOwnAndNeedsItsScope() {
        http.as(key).post("/api/v1/apps", APP);

        assertThat(http.as(tenants.key(tenants.tenant())).get(PATH).items("action"))
                .doesNotContain("app.created");
        assertThat(http.as(tenants.key(tenant, ApiScope.APPS_READ)).get(PATH).status())
                .isEqualTo(403);
    }
}
