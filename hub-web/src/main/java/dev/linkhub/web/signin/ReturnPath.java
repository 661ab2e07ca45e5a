package dev.linkhub.web.signin;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to go after signing in: a page of the same tenant, named by its bare path. Whatever else it says (a host, a
 * scheme, a query, an escape) is not taken, so that our sign-in page sends nobody to anyone else's.
 */
public final class ReturnPath {

    private static final Pattern SHAPE = Pattern.compile("(?:/[A-Za-z0-9_-]{1,64}){1,6}");

    private ReturnPath() {}

    /** The path, if it is one of this tenant's pages. */
    public static Optional<String> within(String tenantSlug, @Nullable String path) {
        return path != null
                        && path.startsWith("/t/" + tenantSlug + "/")
                        && SHAPE.matcher(path).matches()
                ? Optional.of(path)
                : Optional.empty();
    }

    /** The address of the sign-in page that comes back to a path; of the bare sign-in page if that is none of this tenant's. */
    public static String signInThen(String tenantSlug, @Nullable String path) {
        return "/t/" + tenantSlug + "/sign-in"
                + within(tenantSlug, path).map(next -> "?next=" + next).orElse("");
    }
}
