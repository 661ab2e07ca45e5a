package dev.linkhub.simulator.check;

import dev.linkhub.simulator.app.Credentials;
import dev.linkhub.simulator.app.PartnerUrls;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The back end to check: its addresses, and the credentials that it has been configured with. */
public record PartnerUnderTest(
        Credentials credentials,
        URI tokenExchange,
        URI accountLink,
        URI webhook,
        @Nullable URI homepage) {

    public PartnerUnderTest {
        for (URI url : given(tokenExchange, accountLink, webhook, homepage)) {
            if (!PartnerUrls.isWeb(url)) {
                throw new IllegalArgumentException("not an absolute http or https address: " + url);
            }
        }
    }

    List<URI> addresses() {
        return given(tokenExchange, accountLink, webhook, homepage);
    }

    /** As the app is registered; the run opens the homepage only if there is one. */
    PartnerUrls registration() {
        return new PartnerUrls(tokenExchange, accountLink, webhook, homepage == null ? accountLink : homepage);
    }

    private static List<URI> given(@Nullable URI... urls) {
        return Stream.of(urls).filter(Objects::nonNull).toList();
    }
}
