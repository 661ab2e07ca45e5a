package dev.linkhub.api.keys;

import dev.linkhub.api.caller.NeedsKey;
import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.api.json.JsonRequest;
import dev.linkhub.api.page.Page;
import dev.linkhub.api.page.PageRequest;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.api.repeat.ShownOnce;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.tenant.ApiKey;
import dev.linkhub.tenant.ApiKeys;
import dev.linkhub.tenant.KeyReach;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tenant's own keys. Whoever may write keys may give any scope, so such a key is the tenant's master key. */
@NeedsKey
@MayRefuse
@Controller("/api/v1/api-keys")
@Secured("keys:write")
@ExecuteOn(TaskExecutors.BLOCKING)
class KeyController {

    /** The last day that the database can tell from no end at all. */
    private static final Instant LATEST_END = Instant.parse("9999-01-01T00:00:00Z");

    private final ApiKeys keys;

    KeyController(ApiKeys keys) {
        this.keys = keys;
    }

    /** Issues a key. It is shown this once. */
    @Post
    @Status(HttpStatus.CREATED)
    @ShownOnce
    IssuedKeyView issueApiKey(TenantCaller caller, @Body NewKey body) {
        caller.requireLive();
        return IssuedKeyView.from(keys.issue(
                caller.tenant(),
                body.name(),
                Scopes.parse(body.scopes()),
                body.parsedReach(),
                body.parsedEnd(),
                caller.getName()));
    }

    /** Lists the keys in the order of their creation, without their secrets. */
    @Get
    Page<KeyView> listApiKeys(
            TenantCaller caller, @Nullable @QueryValue Integer limit, @Nullable @QueryValue String cursor) {
        PageRequest page = PageRequest.of(limit, cursor, "key");
        return Page.of(page, keys.page(caller.tenant(), page.after(""), page.rows()), ApiKey::apiKeyId, KeyView::from);
    }

    /** Ends a key at once; the one that calls, too. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void deleteApiKey(TenantCaller caller, @PathVariable String id) {
        caller.requireLive();
        keys.delete(caller.tenant(), id, caller.getName());
    }

    /**
     * What a tenant says of a new key.
     *
     * @param scopes all but {@code tokens:read} if absent
     * @param reach {@code live} (all environments, also if absent) or {@code test} (staging and sandbox)
     * @param expiresAt never if absent
     */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record NewKey(
            String name,
            @Nullable List<String> scopes,
            @Nullable String reach,
            @Nullable Instant expiresAt) implements JsonRequest {

        KeyReach parsedReach() {
            return switch (reach == null ? "live" : reach) {
                case "live" -> KeyReach.LIVE;
                case "test" -> KeyReach.TEST;
                default -> throw new InvalidInput("reach", "live or test");
            };
        }

        @Nullable Instant parsedEnd() {
            if (expiresAt != null && expiresAt.isAfter(LATEST_END)) {
                throw new InvalidInput("expires_at", "a time before the year 9999, or none");
            }
            return expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
        }
    }
}
