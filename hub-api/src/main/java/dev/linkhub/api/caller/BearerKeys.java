package dev.linkhub.api.caller;

import dev.linkhub.api.MachineFacing;
import dev.linkhub.tenant.ApiKeys;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Finds out who calls from {@code Authorization: Bearer}, RFC 6750. Asks the database, so not on the event loop. */
@Singleton
final class BearerKeys implements AuthenticationFetcher<HttpRequest<?>> {

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([\\x21-\\x7E]{1,512})");

    private final ApiKeys keys;
    private final OperatorKey operatorKey;
    private final ExecutorService blocking;

    BearerKeys(ApiKeys keys, OperatorKey operatorKey, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.keys = keys;
        this.operatorKey = operatorKey;
        this.blocking = blocking;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        Optional<String> token = MachineFacing.holds(request.getPath())
                ? request.getHeaders().getAuthorization().flatMap(BearerKeys::token)
                : Optional.empty();
        return token.isEmpty()
                ? Publishers.empty()
                : Publishers.fromCompletableFuture(
                        () -> CompletableFuture.supplyAsync(() -> caller(token.get()), blocking));
    }

    private static Optional<String> token(String header) {
        Matcher bearer = BEARER.matcher(header);
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    private @Nullable Authentication caller(String token) {
        if (operatorKey.is(token)) {
            return new OperatorCaller();
        }
        return keys.authenticate(token).map(TenantCaller::new).orElse(null);
    }
}
