package dev.linkhub.api.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.tenant.ApiScope;
import dev.linkhub.tenant.IssuedApiKey;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A key at the one time when it is shown. Never printed: not a record, whose {@code toString} would. */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class IssuedKeyView {

    private final IssuedApiKey issued;

    private IssuedKeyView(IssuedApiKey issued) {
        this.issued = issued;
    }

    /** For the answer to whoever asked for the key. */
    public static IssuedKeyView from(IssuedApiKey issued) {
        return new IssuedKeyView(issued);
    }

    /** Its id. */
    public String getId() {
        return issued.key().apiKeyId();
    }

    /** What its owner calls it. */
    public String getName() {
        return issued.key().name();
    }

    /** What it may do. */
    public List<String> getScopes() {
        return issued.key().scopeSet().stream().map(ApiScope::text).toList();
    }

    /** {@code live} or {@code test}. */
    public String getReach() {
        return issued.key().reach().name().toLowerCase(Locale.ROOT);
    }

    /** When it stops to work; absent if never. */
    public @Nullable Instant getExpiresAt() {
        return issued.key().expiresAt();
    }

    /** What to send as the Bearer token. Shown this once. */
    public String getKey() {
        return issued.clearText();
    }
}
