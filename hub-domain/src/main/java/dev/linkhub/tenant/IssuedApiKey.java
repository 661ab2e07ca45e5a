package dev.linkhub.tenant;

/** A key at the one moment when its clear form exists. */
public final class IssuedApiKey {

    private final ApiKey key;
    private final String clearText;

    IssuedApiKey(ApiKey key, String clearText) {
        this.key = key;
        this.clearText = clearText;
    }

    /** As it is stored. */
    public ApiKey key() {
        return key;
    }

    /** What the caller has to send as its Bearer token, {@code hub_live_<id>_<secret>}. To be shown once. */
    public String clearText() {
        return clearText;
    }

    @Override
    public String toString() {
        return "IssuedApiKey[" + key.apiKeyId() + ", [REDACTED]]";
    }
}
