package dev.linkhub.web.browser;

import dev.linkhub.partnerapp.PublicUrl;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whether a form was sent from one of our own pages. A second fence beside the form token: browsers say so themselves
 * in {@code Sec-Fetch-Site} (Fetch Metadata), older ones in {@code Origin}.
 */
@Singleton
public class RequestOrigin {

    private static final String NO_REFERRER = "null";

    private final String ours;

    RequestOrigin(PublicUrl publicUrl) {
        URI uri = URI.create(publicUrl.of("/"));
        ours = uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** Whether another site has made the browser send this. */
    public boolean isForeign(HttpRequest<?> request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null) {
            return !("same-origin".equals(site) || "none".equals(site));
        }
        return isForeignOrigin(request.getHeaders().get(HttpHeaders.ORIGIN));
    }

    /** Whether it is for a picture, a frame or the like on somebody's page, and not for the browser's window. */
    public static boolean isEmbedded(HttpRequest<?> request) {
        String destination = request.getHeaders().get("Sec-Fetch-Dest");
        return destination != null && !destination.equals("document");
    }

    /** Our pages send no referrer, and browsers then say {@code null} for our own forms too: the token decides. */
    private boolean isForeignOrigin(@Nullable String origin) {
        return origin != null && !NO_REFERRER.equals(origin) && !ours.equals(origin);
    }
}
