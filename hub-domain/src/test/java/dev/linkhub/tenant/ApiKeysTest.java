package dev.linkhub.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.id.Unguessable;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class ApiKeysTest implements HubTest {

    @Inject
    ApiKeys keys;

    @Inject
    Tenants tenants;

    @Inject
    MovableClock clock;

    private TenantScope tenant;

    @BeforeAll
    void tenant() {
        tenant = tenants.create("acme", "Acme", "operator").scope();
    }

    @Test
    void aKeyAuthenticatesAsItsTenantWithItsScopes() {
        IssuedApiKey issued = issue(ApiScope.BY_DEFAULT);

        ApiKey key = keys.authenticate(issued.clearText()).orElseThrow();

        assertThat(key.scope()).isEqualTo(tenant);
        assertThat(key.scopeSet()).isEqualTo(ApiScope.BY_DEFAULT);
        assertThat(key.allows(ApiScope.TOKENS_READ)).isFalse();
    }

    @Test
    void nothingButTheWholeKeyAuthenticates() {
        String clearText = issue(ApiScope.BY_DEFAULT).clearText();
        String id = clearText.substring(0, clearText.lastIndexOf('_'));

        assertThat(keys.authenticate(id + "_" + Unguessable.bits256())).isEmpty();
        assertThat(keys.authenticate(clearText.replace("hub_live", "hub_test"))).isEmpty();
        assertThat(keys.authenticate(clearText + "x")).isEmpty();
        assertThat(keys.authenticate("")).isEmpty();
    }

    @Test
    void aKeyStopsToWorkWhenItExpires() {
        IssuedApiKey issued = keys.issue(
                tenant,
                "short",
                ApiScope.BY_DEFAULT,
                KeyReach.LIVE,
                clock.instant().plusSeconds(60),
                "operator");

        assertThat(keys.authenticate(issued.clearText())).isPresent();
        clock.advance(Duration.ofSeconds(60));
        assertThat(keys.authenticate(issued.clearText())).isEmpty();
    }

    @Test
    void aDeletedKeyIsGoneAndAnotherTenantCannotDeleteIt() {
        IssuedApiKey issued = issue(ApiScope.BY_DEFAULT);
        TenantScope other = tenants.create("other", "Other", "operator").scope();

        assertThatThrownBy(() -> keys.delete(other, issued.key().apiKeyId(), "operator"))
                .isInstanceOf(NotFound.class);
        assertThat(keys.authenticate(issued.clearText())).isPresent();

        keys.delete(tenant, issued.key().apiKeyId(), "operator");
        assertThat(keys.authenticate(issued.clearText())).isEmpty();
    }

    @Test
    void useIsNotedOnceAMinute() {
        IssuedApiKey issued = issue(ApiScope.BY_DEFAULT);
        var first = clock.instant();
        keys.authenticate(issued.clearText());
        clock.advance(Duration.ofSeconds(59));
        ApiKey again = keys.authenticate(issued.clearText()).orElseThrow();
        assertThat(again.lastUsedAt()).isEqualTo(first);
    }

    @Test
    void aKeyWithoutScopesOrNameIsRefusedFieldByField() {
        assertThatThrownBy(() -> keys.issue(tenant, " ", Set.of(), KeyReach.LIVE, clock.instant(), "operator"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(InvalidInput.FieldError::field)
                                .containsExactly("name", "scopes", "expires_at"));
    }

    @Test
    void theClearTextIsNeitherPrintedNorStored() {
        IssuedApiKey issued = issue(ApiScope.BY_DEFAULT);
        String secret = issued.clearText().substring(issued.clearText().lastIndexOf('_') + 1);
        assertThat(issued.toString() + issued.key()).doesNotContain(secret);
    }

    private IssuedApiKey issue(Set<ApiScope> scopes) {
        return keys.issue(tenant, "a key", scopes, KeyReach.LIVE, null, "operator");
    }
}
