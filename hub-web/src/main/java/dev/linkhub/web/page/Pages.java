package dev.linkhub.web.page;

import dev.linkhub.partnerapp.PublicUrl;
import io.micronaut.core.io.Writable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.views.ViewsRenderer;
import io.micronaut.views.thymeleaf.ThymeleafViewsRenderer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes pages. Each is rendered as a whole before its answer begins, so that none breaks off in the middle. */
@Singleton
public class Pages {

    private static final MediaType HTML = new MediaType("text/html; charset=utf-8");
    private static final String POLICY = "Content-Security-Policy";
    private static final String ONE_YEAR = "max-age=31536000";

    private final ViewsRenderer<Map<String, Object>, ?> views;
    private final Stylesheet stylesheet;
    private final boolean secure;

    Pages(ThymeleafViewsRenderer<Map<String, Object>> views, Stylesheet stylesheet, PublicUrl publicUrl) {
        this.views = views;
        this.stylesheet = stylesheet;
        this.secure = publicUrl.isSecure();
    }

    /** A page from one of the templates. */
    public MutableHttpResponse<String> page(HttpStatus status, Brand brand, String template, Map<String, Object> data) {
        return page(status, brand, template, data, null);
    }

    /**
     * A page that goes on by itself, and by a link where a browser does not.
     *
     * @param path where to, after the given time; begins with a slash
     */
    public MutableHttpResponse<String> waitingPage(
            Brand brand, String template, Map<String, Object> data, Duration after, String path) {
        Map<String, Object> model = new HashMap<>(data);
        model.put("next", path);
        return page(HttpStatus.OK, brand, template, model, after.toSeconds() + ";url=" + path);
    }

    /** A page that says what is the matter and what to do. */
    public MutableHttpResponse<String> message(Brand brand, Message message) {
        MutableHttpResponse<String> answer = page(message.status(), brand, "message", Map.of("message", message), null);
        Optional.ofNullable(message.retryAfter())
                .ifPresent(wait -> answer.header("Retry-After", Long.toString(wait.toSeconds())));
        return answer;
    }

    /**
     * Sends the browser on to another of our pages by GET.
     *
     * @param path begins with a slash
     */
    public MutableHttpResponse<String> redirect(String path) {
        return withHeaders(HttpResponse.<String>seeOther(URI.create(path)));
    }

    /** Sends the browser to a tenant's sign-in provider. */
    public MutableHttpResponse<String> leave(URI provider) {
        return withHeaders(HttpResponse.<String>seeOther(provider));
    }

    /** Puts on an answer what every page's has: it is framed, kept, sniffed and referred to by nobody. */
    <T> MutableHttpResponse<T> withHeaders(MutableHttpResponse<T> answer) {
        answer.getHeaders()
                .set(
                        POLICY,
                        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
                                + " frame-ancestors 'none'")
                .set("Cache-Control", "no-store")
                .set("Referrer-Policy", "no-referrer")
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin");
        if (secure) {
            answer.getHeaders().set("Strict-Transport-Security", ONE_YEAR);
        }
        return answer;
    }

    /** Whether an answer was made here: only those have all the headers. */
    static boolean isOurs(HttpResponse<?> answer) {
        return answer.getHeaders().contains(POLICY);
    }

    private MutableHttpResponse<String> page(
            HttpStatus status, Brand brand, String template, Map<String, Object> data, @Nullable String refresh) {
        Map<String, Object> model = new HashMap<>(data);
        model.put("brand", brand);
        model.put("stylesheet", stylesheet.path());
        if (refresh != null) {
            model.put("refresh", refresh);
        }
        return withHeaders(
                HttpResponse.<String>status(status).contentType(HTML).body(text(views.render(template, model, null))));
    }

    private static String text(Writable page) {
        StringWriter text = new StringWriter();
        try {
            page.writeTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
