package dev.linkhub.api.caller;

import dev.linkhub.api.problem.Refused;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.tenant.ApiKey;
import dev.linkhub.tenant.ApiScope;
import dev.linkhub.tenant.KeyReach;
import dev.linkhub.tenant.TenantScope;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A tenant's API key at work. */
public final class TenantCaller implements ApiCaller {

    private static final long serialVersionUID = 1L;

    private final transient ApiKey key;

    TenantCaller(ApiKey key) {
        this.key = key;
    }

    /** Whose things it may touch. */
    public TenantScope tenant() {
        return key.scope();
    }

    /** Whether an environment is within its reach: test keys reach staging and the sandbox only. */
    public boolean reaches(Environment environment) {
        return key.reach() == KeyReach.LIVE || environment != Environment.PRODUCTION;
    }

    /** The environments within its reach. */
    public List<Environment> environments() {
        return Arrays.stream(Environment.values()).filter(this::reaches).toList();
    }

    /**
     * Keeps test keys from what shows or changes production too.
     *
     * @throws Refused for a test key, with status 403
     */
    public void requireLive() {
        if (key.reach() != KeyReach.LIVE) {
            throw Refused.forbidden(
                    "out-of-reach",
                    "Your key does not reach production",
                    "This is about production too. Use a key that begins hub_live_.");
        }
    }

    @Override
    public String getName() {
        return key.apiKeyId();
    }

    @Override
    public Collection<String> getRoles() {
        return key.scopeSet().stream().map(ApiScope::text).toList();
    }

    @Override
    public TenantScope sealedUnder() {
        return tenant();
    }
}
