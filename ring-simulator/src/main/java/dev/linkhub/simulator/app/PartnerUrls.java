package dev.linkhub.simulator.app;

import java.net.URI;
import java.util.Locale;

/** The four addresses a partner registers per environment (ring-contract.md §1.2). */
public record PartnerUrls(URI tokenExchange, URI accountLink, URI webhook, URI appHomepage) {

    public PartnerUrls {
        for (URI url : new URI[] {tokenExchange, accountLink, webhook, appHomepage}) {
            if (!isWeb(url)) {
                throw new IllegalArgumentException("not an absolute http or https address: " + url);
            }
        }
    }

    /** Whether it can be called at all. Ring itself insists on https; on loopback, http is what one has. */
    public static boolean isWeb(URI url) {
        String scheme = url.getScheme();
        return scheme != null
                && (scheme.toLowerCase(Locale.ROOT).equals("http")
                        || scheme.toLowerCase(Locale.ROOT).equals("https"))
                && url.getHost() != null
                && url.getRawFragment() == null;
    }
}
