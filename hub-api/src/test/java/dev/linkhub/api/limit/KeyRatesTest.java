package dev.linkhub.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.tenant.Tenant;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class KeyRatesTest implements ApiTest {

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    @Override
    public Map<String, String> settings() {
        return Map.of("hub.api.rate-per-key", "1", "hub.api.burst-per-key", "3");
    }

    @Test
    void aKeyOverItsRateIs429AndOtherKeysAreNot() {
        Tenant tenant = tenants.tenant();
        String busy = tenants.key(tenant);
        Answer first = http.as(busy).get("/api/v1/apps");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"api\";q=3;w=3");
        assertThat(first.header("RateLimit")).startsWith("\"api\";r=2;t=");

        Answer refused = first;
        for (int i = 0; i < 20 && refused.status() == 200; i++) {
            refused = http.as(busy).get("/api/v1/apps");
        }

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.get("type")).isEqualTo("too-many-requests");
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.headers("RateLimit")).singleElement().asString().startsWith("\"api\";r=0;t=");
        assertThat(refused.headers("RateLimit-Policy")).containsExactly("\"api\";q=3;w=3");
        assertThat(refused.header("Request-Id")).isNotEmpty();
        assertThat(http.as(tenants.key(tenant)).get("/api/v1/apps").status()).isEqualTo(200);
    }

    @Test
    void wrongLimitsStopTheStart() {
        assertThatThrownBy(() -> new ApiLimits("0", "300", "1048576"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("HUB_API_RATE_PER_KEY=0 ");
        assertThatThrownBy(() -> new ApiLimits("100", "many", "1048576"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("HUB_API_BURST_PER_KEY=many ");
        assertThatThrownBy(() -> new ApiLimits("100", "300", "1073741824"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("HUB_API_MAX_BODY=1073741824 ");
    }
}
