package dev.linkhub.api.keys;

import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.tenant.ApiScope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scopes as requests name them. */
public final class Scopes {

    private static final String ALL =
            Arrays.stream(ApiScope.values()).map(ApiScope::text).collect(Collectors.joining(", "));

    private Scopes() {}

    /**
     * The scopes named, or those that a key gets which names none.
     *
     * @throws InvalidInput for one that does not exist
     */
    public static Set<ApiScope> parse(@Nullable List<String> texts) {
        if (texts == null) {
            return ApiScope.BY_DEFAULT;
        }
        Set<ApiScope> scopes = EnumSet.noneOf(ApiScope.class);
        for (String text : texts) {
            scopes.add(ApiScope.parse(text).orElseThrow(() -> new InvalidInput("scopes", "a list of these: " + ALL)));
        }
        return scopes;
    }
}
