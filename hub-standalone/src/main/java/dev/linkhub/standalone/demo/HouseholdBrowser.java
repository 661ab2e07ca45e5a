package dev.linkhub.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** One household at home: keeps cookies, follows links and redirects, and fills in forms. */
public final class HouseholdBrowser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String address;

    /** The address is told by the proxy that the demo plays: households do not all live behind one. */
    public HouseholdBrowser(String address) {
        this.address = address;
    }

    /** Opens a page. */
    public Document open(URI page) {
        return send(request(page).GET());
    }

    /** Follows the link with this text. */
    public Document follow(Document page, String text) {
        return page.select("a[href]").stream()
                .filter(link -> link.text().equals(text))
                .findFirst()
                .map(link -> open(URI.create(link.absUrl("href"))))
                .orElseThrow(() -> unexpected(page, "a link '" + text + "'"));
    }

    /** Fills in the form that has this button, and presses it. */
    public Document press(Document page, String button, Map<String, String> typed) {
        Element pressed = page.select("form button").stream()
                .filter(one -> one.text().equals(button))
                .findFirst()
                .orElseThrow(() -> unexpected(page, "a button '" + button + "'"));
        Element form = pressed.closest("form");
        if (form == null) {
            throw unexpected(page, "a form around '" + button + "'");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[name]").forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        fields.putAll(typed);
        if (pressed.hasAttr("name")) {
            fields.put(pressed.attr("name"), pressed.attr("value"));
        }
        String body = fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(URI.create(form.absUrl("action")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What a page says that should have had something else on it. */
    static IllegalStateException unexpected(Document page, String wanted) {
        return new IllegalStateException("Expected " + wanted + " on the page '"
                + page.select("h1").text() + "': " + page.select("main").text());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(URI page) {
        return HttpRequest.newBuilder(page).timeout(PATIENCE).header("X-Forwarded-For", address);
    }

    private Document send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString(UTF_8));
            return Jsoup.parse(answer.body(), answer.uri().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while setting up the demo", e);
        }
    }
}
