package dev.linkhub.grant;

import com.sun.net.httpserver.HttpServer;
import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.NewInstallation;
import dev.linkhub.simulator.settings.CodeEncoding;
import dev.linkhub.testing.RingFixture;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A token exchange address that keeps the code instead of redeeming it. */
final class CodeTap {

    private CodeTap() {}

    static Secret issue(RingFixture ring, Onboarded app, String account) {
        CompletableFuture<String> body = new CompletableFuture<>();
        try {
            HttpServer tap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            tap.createContext("/", exchange -> {
                try (exchange) {
                    String posted = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                    if (posted.contains("code=")) {
                        body.complete(posted);
                    }
                    exchange.sendResponseHeaders(200, -1);
                }
            });
            tap.start();
            URI url = URI.create("http://127.0.0.1:" + tap.getAddress().getPort() + "/");
            ring.ring().setUrls(app.atRing().id(), RingEnvironment.STAGING, new PartnerUrls(url, url, url, url));
            ring.ring()
                    .install(NewInstallation.of(account, app.atRing().id(), RingEnvironment.STAGING)
                            .withCodeAs(CodeEncoding.FORM));
            tap.stop(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String form = body.join() + "&";
        int start = form.indexOf("code=") + 5;
        String code = form.substring(start, form.indexOf('&', start));
        return Secret.of(URLDecoder.decode(code, StandardCharsets.UTF_8));
    }
}
