package dev.linkhub.ring;

import dev.linkhub.ring.RingReply.Answered;
import dev.linkhub.ring.RingReply.NotSent;
import dev.linkhub.ring.RingReply.Unheard;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request to Ring exactly once: no automatic retries, no redirects, and a deadline on the whole call. Each of the
 * three is off or missing in the HTTP client as it comes, and each would spend a refresh token or lose an answer.
 */
@Singleton
class RingTransport {

    static final int LARGEST_ANSWER = 64 * 1024;
    private static final int MOST_CONNECTIONS = 1024;
    private static final Timeout CONNECT_WITHIN = Timeout.ofSeconds(3);
    private static final String GUARD = SendGuard.class.getName();
    private static final Pattern NO_WORD = Pattern.compile("[^\\x21-\\x7e]");

    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;

    RingTransport() {
        client = HttpClients.custom()
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
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT_WITHIN)
                        .build())
                .addRequestInterceptorLast((request, entity, context) -> {
                    if (context.getAttribute(GUARD) instanceof SendGuard guard && !guard.opensTheWay()) {
                        throw new TooLateToSend();
                    }
                })
                .evictIdleConnections(TimeValue.ofSeconds(20))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("LinkHub")
                .build();
        deadlines = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("ring-deadlines").factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /** Sends, and returns by the guard's deadline whatever happens on the wire. */
    RingReply send(HttpUriRequestBase request, SendGuard guard) {
        return send(request, guard, LARGEST_ANSWER);
    }

    /** The same, for answers of up to so many bytes. */
    RingReply send(HttpUriRequestBase request, SendGuard guard, int largestAnswer) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(GUARD, guard);
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(CONNECT_WITHIN)
                .setResponseTimeout(Timeout.ofMilliseconds(guard.millisLeft()))
                .build());
        ScheduledFuture<?> deadline = deadlines.schedule(request::cancel, guard.millisLeft(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, context, response -> read(response, largestAnswer));
        } catch (TooLateToSend e) {
            return new NotSent("too late to send");
        } catch (ConnectException
                | NoRouteToHostException
                | UnknownHostException
                | ConnectTimeoutException
                | ConnectionRequestTimeoutException e) {
            return new NotSent(e.getClass().getSimpleName());
        } catch (IOException | RuntimeException e) {
            return new Unheard(e.getClass().getSimpleName());
        } finally {
            deadline.cancel(false);
        }
    }

    @PreDestroy
    void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }

    private static RingReply read(ClassicHttpResponse response, int largestAnswer) throws IOException {
        HttpEntity entity = response.getEntity();
        byte[] body = new byte[0];
        if (entity != null) {
            try (InputStream content = entity.getContent()) {
                body = content.readNBytes(largestAnswer + 1);
                if (body.length > largestAnswer) {
                    return new Unheard("an answer over " + largestAnswer + " bytes");
                }
            }
        }
        return new Answered(
                response.getCode(), body, header(response, "Retry-After"), header(response, "x-request-id"));
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        if (header == null || header.getValue() == null) {
            return null;
        }
        String value = NO_WORD.matcher(header.getValue()).replaceAll("");
        return value.length() > 100 ? value.substring(0, 100) : value;
    }

    private static final class TooLateToSend extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
