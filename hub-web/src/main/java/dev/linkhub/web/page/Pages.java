package dev.linkhub.web.page;

import dev.linkhub.partnerapp.PublicUrl;
import io.micronaut.core.io.Writable;
import io.micronaut.http.HttpRequest;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes pages. Each is rendered as a whole before its answer begins, so that none breaks off in the middle. */
@Singleton
public class Pages {

    private static final MediaType HTML = new MediaType("text/html; charset=utf-8");
    private static final String POLICY = "Content-Security-Policy";
    private static final String WITHOUT_SCRIPTS =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";
    private static final String WITH_OUR_SCRIPTS = WITHOUT_SCRIPTS + "; script-src 'self'; connect-src 'self'";
    /** Marks an answer that is one of the waiting pages. */
    private static final String WAITING = Pages.class.getName() + ".waiting";

    private static final String ONE_YEAR = "max-age=31536000";

    private final ViewsRenderer<Map<String, Object>, ?> views;
    private final String stylesheet;
    private final List<String> scripts;
    private final boolean secure;

    Pages(ThymeleafViewsRenderer<Map<String, Object>> views, Assets assets, PublicUrl publicUrl) {
        this.views = views;
        this.stylesheet = assets.path(Assets.Asset.STYLESHEET);
        this.scripts = List.of(assets.path(Assets.Asset.HTMX), assets.path(Assets.Asset.HTMX_SSE));
        this.secure = publicUrl.isSecure();
    }

    /** A page from one of the templates. */
    public MutableHttpResponse<String> page(HttpStatus status, Frame frame, String template, Map<String, Object> data) {
        return page(status, frame, template, data, null);
    }

    /**
     * A page of which a part is kept as it is now, as long as the browser runs our scripts.
     *
     * @param livePath where {@link LiveStreams} sends that part from
     * @param part as the page shows it
     */
    public MutableHttpResponse<String> livePage(
            Frame frame, String template, Map<String, Object> data, String livePath, LivePart part) {
        Map<String, Object> model = new HashMap<>(data);
        model.put("scripts", scripts);
        model.put("live", livePath + "?seen=" + part.digest());
        return page(HttpStatus.OK, frame, template, model, null);
    }

    /** A part of a page alone: a fragment of one of the templates. */
    public LivePart part(Frame frame, String template, String fragment, Map<String, Object> data) {
        return LivePart.of(text(views.render(template + " :: " + fragment, model(frame, data), null)));
    }

    /**
     * A page that goes on by itself, and by a link where a browser does not.
     *
     * @param path where to, after the given time; begins with a slash
     */
    public MutableHttpResponse<String> waitingPage(
            Frame frame, String template, Map<String, Object> data, Duration after, String path) {
        Map<String, Object> model = new HashMap<>(data);
        model.put("next", path);
        model.put("after", after.toSeconds());
        model.put("scripts", scripts);
        MutableHttpResponse<String> page =
                page(HttpStatus.OK, frame, template, model, after.toSeconds() + ";url=" + path);
        page.setAttribute(WAITING, true);
        return page;
    }

    /**
     * The answer to a {@link #waitingPage} that has looked again by itself: the same page as long as it still waits. Once
     * there is another, the browser goes there as a whole, so that its title, address and focus are right.
     *
     * @param path of what was asked for
     */
    public HttpResponse<?> lookedAgain(HttpRequest<?> request, HttpResponse<?> answer, String path) {
        boolean isScript = request.getHeaders().contains("HX-Request");
        return !isScript || answer.getAttribute(WAITING).isPresent()
                ? answer
                : withHeaders(HttpResponse.ok()).header("HX-Redirect", path);
    }

    /** A page that says what is the matter and what to do. */
    public MutableHttpResponse<String> message(Frame frame, Message message) {
        MutableHttpResponse<String> answer = page(message.status(), frame, "message", Map.of("message", message), null);
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
                .set(POLICY, WITHOUT_SCRIPTS)
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
            HttpStatus status, Frame frame, String template, Map<String, Object> data, @Nullable String refresh) {
        Map<String, Object> model = model(frame, data);
        if (refresh != null) {
            model.put("refresh", refresh);
        }
        MutableHttpResponse<String> page = withHeaders(
                HttpResponse.<String>status(status).contentType(HTML).body(text(views.render(template, model, null))));
        if (model.containsKey("scripts")) {
            page.getHeaders().set(POLICY, WITH_OUR_SCRIPTS);
        }
        return page;
    }

    private Map<String, Object> model(Frame frame, Map<String, Object> data) {
        Map<String, Object> model = new HashMap<>(data);
        model.put("brand", frame.brand());
        model.put(WordsInTemplates.VARIABLE, frame.words());
        model.put("stylesheet", stylesheet);
        return model;
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
