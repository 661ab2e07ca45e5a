package dev.linkhub.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.egress.EgressFailed.Kind;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Goes to an address that a tenant chose, and nowhere else. The name is resolved once for each connection, the answer is
 * checked, and the socket is opened to that very answer, so that a name that points elsewhere a moment later leads nowhere.
 * Redirects are not followed: where they lead has been checked by nobody.
 */
@Singleton
public class EgressClient {

    private static final int MOST_CONNECTIONS = 256;
    private static final int MOST_CONNECTIONS_TO_ONE_HOST = 16;
    private static final int LONGEST_ADDRESS = 2_048;
    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_HEADERS = 100;
    private static final Timeout CONNECT_WITHIN = Timeout.ofSeconds(3);

    private final EgressSettings settings;
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("egress-", 0).factory());

    @Inject
    EgressClient(EgressSettings settings) {
        this(settings, SystemDefaultDnsResolver.INSTANCE);
    }

    EgressClient(EgressSettings settings, DnsResolver names) {
        this.settings = settings;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedNames(settings, names))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(LONGEST_LINE)
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .build())
                                .build())
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS_TO_ONE_HOST)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT_WITHIN)
                                .build())
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("LinkHub")
                .build();
    }

    /**
     * Sends, and returns within the request's time whatever happens.
     *
     * @return what was answered, whatever its status
     */
    public EgressReply send(EgressRequest request) throws EgressFailed {
        check(request.address());
        HttpUriRequestBase sent = sent(request);
        // The look-up of a name cannot be cancelled: it is left behind.
        Future<EgressReply> reply =
                threads.submit(() -> client.execute(sent, answer -> read(answer, request.largest(), sent)));
        try {
            return reply.get(request.within().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            sent.cancel();
            throw new EgressFailed(
                    Kind.TOO_SLOW,
                    "%s did not answer within %s".formatted(request.address().getHost(), inWords(request.within())));
        } catch (InterruptedException e) {
            sent.cancel();
            Thread.currentThread().interrupt();
            throw new EgressFailed(Kind.TOO_SLOW, "the hub is stopping");
        } catch (ExecutionException e) {
            throw failure(request, e.getCause());
        }
    }

    /**
     * Whether an address is of the kind that {@link #send} takes: https, with a host and no user. What its name resolves to
     * shows only then.
     */
    public boolean mayBe(URI address) {
        return trouble(address) == null;
    }

    @PreDestroy
    void close() throws IOException {
        client.close();
        threads.shutdownNow();
    }

    private void check(URI address) throws EgressFailed {
        String trouble = trouble(address);
        if (trouble != null) {
            throw new EgressFailed(Kind.NOT_ALLOWED, trouble);
        }
    }

    private @Nullable String trouble(URI address) {
        String host = address.getHost();
        if (host == null
                || address.getRawUserInfo() != null
                || address.toString().length() > LONGEST_ADDRESS) {
            return "the address has no host, or a user in it, or more than " + LONGEST_ADDRESS + " characters";
        }
        boolean isHttps = "https".equalsIgnoreCase(address.getScheme());
        boolean isHttp = "http".equalsIgnoreCase(address.getScheme());
        if (!isHttps && !(isHttp && settings.allows(host))) {
            return "the address does not begin with https://";
        }
        return null;
    }

    private static HttpUriRequestBase sent(EgressRequest request) {
        HttpUriRequestBase sent =
                request.body() == null ? new HttpGet(request.address()) : new HttpPost(request.address());
        sent.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(CONNECT_WITHIN)
                .setResponseTimeout(Timeout.of(request.within()))
                .build());
        request.headers().forEach(sent::setHeader);
        if (request.body() != null) {
            sent.setEntity(new ByteArrayEntity(request.body().getBytes(UTF_8), null));
        }
        return sent;
    }

    private static EgressReply read(ClassicHttpResponse answer, int largest, HttpUriRequestBase sent)
            throws IOException {
        byte[] body = new byte[0];
        HttpEntity entity = answer.getEntity();
        if (entity != null) {
            body = entity.getContent().readNBytes(largest + 1);
            if (body.length > largest) {
                // The connection goes before the rest of it is read, which may have no end.
                sent.cancel();
                throw new TooLarge();
            }
        }
        return new EgressReply(answer.getCode(), header(answer, "Content-Type"), header(answer, "Location"), body);
    }

    private static @Nullable String header(ClassicHttpResponse answer, String name) {
        Header header = answer.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private static EgressFailed failure(EgressRequest request, @Nullable Throwable cause) {
        String host = request.address().getHost();
        return switch (cause) {
            case NotPublic _ ->
                new EgressFailed(
                        Kind.NOT_ALLOWED, host + " is not on the open internet, and the hub does not go there");
            case MessageConstraintException _ ->
                new EgressFailed(Kind.TOO_LARGE, host + " answered with too many or too long headers");
            case TooLarge _ ->
                new EgressFailed(Kind.TOO_LARGE, host + " answered with more than " + request.largest() + " bytes");
            case UnknownHostException _ -> new EgressFailed(Kind.UNREACHABLE, "there is no host " + host);
            case SSLException _ ->
                new EgressFailed(Kind.UNREACHABLE, host + " does not speak TLS with a certificate that is trusted");
            case InterruptedIOException _ -> new EgressFailed(Kind.TOO_SLOW, host + " did not answer in time");
            case null, default -> new EgressFailed(Kind.UNREACHABLE, host + " could not be reached, or hung up");
        };
    }

    private static String inWords(Duration within) {
        return within.toSeconds() == 1 ? "a second" : within.toSeconds() + " seconds";
    }

    /** Resolves names to public addresses only. One private address among several spoils them all. */
    private record CheckedNames(EgressSettings settings, DnsResolver names) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = names.resolve(host);
            if (!settings.allows(host)) {
                for (InetAddress address : addresses) {
                    if (!PublicAddresses.contain(address)) {
                        throw new NotPublic();
                    }
                }
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return names.resolveCanonicalHostname(host);
        }
    }

    private static final class NotPublic extends UnknownHostException {

        private static final long serialVersionUID = 1L;
    }

    private static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
