package dev.linkhub.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class VaultTest implements HubTest {

    private static final Secret TOKEN = Secret.of("rt-secret-ü-🔑");

    @Inject
    Vault vault;

    @Inject
    Tenants tenants;

    private TenantScope tenant;
    private TenantScope other;

    @BeforeAll
    void tenants() {
        tenant = tenants.create("acme", "Acme", "operator").scope();
        other = tenants.create("other", "Other", "operator").scope();
    }

    @Test
    void whatIsSealedOpensInItsPlace() {
        assertThat(vault.open(vault.seal(TOKEN, place()), place())).isEqualTo(TOKEN);
    }

    @Test
    void aValueMovedToAnotherRowColumnTableTenantOrGenerationDoesNotOpen() {
        byte[] sealed = vault.seal(TOKEN, place());
        for (SealedPlace elsewhere : new SealedPlace[] {
            new SealedPlace(tenant, "ring_grant", "grn_2", "refresh_token_sealed", 3),
            new SealedPlace(tenant, "ring_grant", "grn_1", "access_token_sealed", 3),
            new SealedPlace(tenant, "linking_flow", "grn_1", "refresh_token_sealed", 3),
            new SealedPlace(other, "ring_grant", "grn_1", "refresh_token_sealed", 3),
            new SealedPlace(tenant, "ring_grant", "grn_1", "refresh_token_sealed", 2),
            new SealedPlace(tenant, "ring_grant", "grn_1", "refresh_token_sealed", 4),
        }) {
            assertThatThrownBy(() -> vault.open(sealed, elsewhere))
                    .as(elsewhere.toString())
                    .isInstanceOf(SealBroken.class)
                    .hasMessageNotContaining("rt-secret");
        }
    }

    @Test
    void aDamagedValueDoesNotOpen() {
        byte[] sealed = vault.seal(TOKEN, place());
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.open(sealed, place())).isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> vault.open(new byte[3], place())).isInstanceOf(SealBroken.class);
        sealed[3] = 9;
        assertThatThrownBy(() -> vault.open(sealed, place()))
                .isInstanceOf(SealBroken.class)
                .hasMessageContaining("no data key 9");
    }

    @Test
    void aSecretNeverPrints() {
        assertThat(TOKEN.toString()).isEqualTo("[REDACTED]");
        assertThat(new Disclosed(TOKEN).toString()).isEqualTo("[REDACTED]");
        assertThat("%s %s".formatted(TOKEN, java.util.List.of(TOKEN))).doesNotContain("rt-secret");
    }

    @Test
    void aWrongMasterKeysetStopsTheStartWithAClearLine(@TempDir Path folder) throws Exception {
        DatabaseAddress database = TestDatabase.fresh();
        Map<String, Object> properties = new HashMap<>(HubTest.properties(database));
        ApplicationContext.run(properties).close();

        properties.put("hub.master-keyset", HubTest.properties(database).get("hub.master-keyset"));
        assertThatThrownBy(() -> ApplicationContext.run(properties))
                .rootCause()
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HUB_MASTER_KEYSET")
                .hasMessageContaining("not the keyset that this database was sealed with");

        properties.put("hub.master-keyset", folder.resolve("missing").toString());
        assertThatThrownBy(() -> ApplicationContext.run(properties))
                .rootCause()
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("cannot be read");

        Path garbage = Files.writeString(folder.resolve("garbage"), "{}");
        properties.put("hub.master-keyset", garbage.toString());
        assertThatThrownBy(() -> ApplicationContext.run(properties))
                .rootCause()
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("not a Tink JSON keyset");

        properties.put("hub.master-keyset", "");
        assertThatThrownBy(() -> ApplicationContext.run(properties))
                .rootCause()
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("is not set");
    }

    private SealedPlace place() {
        return new SealedPlace(tenant, "ring_grant", "grn_1", "refresh_token_sealed", 3);
    }
}
