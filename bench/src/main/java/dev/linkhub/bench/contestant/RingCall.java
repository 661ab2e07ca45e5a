package dev.linkhub.bench.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The hub's way to call Ring, set up as its {@code RingTransport} is, for those who are not the hub. */
final class RingCall {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CONNECTIONS = 1024;
    private static final Timeout CONNECT_WITHIN = Timeout.ofSeconds(3);
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                    .setMaxConnTotal(MOST_CONNECTIONS)
                    .setMaxConnPerRoute(MOST_CONNECTIONS)
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT_WITHIN)
                            .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                            .setTimeToLive(TimeValue.ofMinutes(5))
                            .build())
                    .build())
            .evictIdleConnections(TimeValue.ofSeconds(20))
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("LinkHub")
            .build();
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("ring-deadlines").factory());
    private final Semaphore wire;
    private final URI address;

    /** Whatever a scheduler makes of its own settings, no more calls than this are under way at once. */
    RingCall(URI ring, int inFlight) {
        wire = new Semaphore(inFlight);
        deadlines.setRemoveOnCancelPolicy(true);
        address = URI.create(ring + "/oauth/token");
    }

    /** A new pair for an old refresh token; anything but 200 is a failure of the benchmark. */
    Tokens refresh(GrantRow grant, ClientCredentials client) throws IOException {
        HttpPost request = new HttpPost(address);
        request.setEntity(new UrlEncodedFormEntity(
                List.of(
                        new BasicNameValuePair("grant_type", "refresh_token"),
                        new BasicNameValuePair("refresh_token", grant.refreshToken()),
                        new BasicNameValuePair("client_id", client.id()),
                        new BasicNameValuePair("client_secret", client.secret())),
                UTF_8));
        request.setHeader("Accept", "application/json");
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(CONNECT_WITHIN)
                .setResponseTimeout(Timeout.of(DEADLINE))
                .build());
        wire.acquireUninterruptibly();
        ScheduledFuture<?> deadline = deadlines.schedule(request::cancel, DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return this.client.execute(request, RingCall::read);
        } finally {
            deadline.cancel(false);
            wire.release();
        }
    }

    private static Tokens read(ClassicHttpResponse response) throws IOException {
        byte[] body = EntityUtils.toByteArray(response.getEntity());
        if (response.getCode() != 200) {
            throw new IOException("Ring answered " + response.getCode());
        }
        JsonNode json = JSON.readTree(body);
        return new Tokens(
                json.path("access_token").asText(),
                json.path("refresh_token").asText(),
                json.path("token_type").asText(),
                json.path("scope").asText(),
                json.path("expires_in").asLong());
    }

    /** What Ring answered. */
    record Tokens(String accessToken, String refreshToken, String tokenType, String scope, long expiresIn) {

        @Override
        public String toString() {
            return "Tokens[REDACTED]";
        }
    }
}
