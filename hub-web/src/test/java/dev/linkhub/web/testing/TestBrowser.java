package dev.linkhub.web.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Keeps cookies by name and path as a browser does, follows nothing by itself, and fills in forms. */
public final class TestBrowser {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;
    private final Map<String, Kept> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** Nobody signed in. */
    public TestBrowser(URI base) {
        this.base = base;
        headers.put("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        headers.put("Sec-Fetch-Site", "same-origin");
    }

    /** Sends this header from now on; null takes it away. */
    public TestBrowser sending(String header, @org.jspecify.annotations.Nullable String value) {
        headers.remove(header);
        if (value != null) {
            headers.put(header, value);
        }
        return this;
    }

    /** Asks for a page. */
    public Page get(String path) {
        return send(request(path).GET());
    }

    /** Listens to server-sent events. */
    public ServerSentEvents listen(String path) {
        HttpClient connection = HttpClient.newHttpClient();
        try {
            return new ServerSentEvents(
                    connection,
                    connection.send(
                            request(path)
                                    .setHeader("Accept", "text/event-stream")
                                    .GET()
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends fields as a form does. */
    public Page post(String path, Map<String, String> fields) {
        return postText(path, encoded(fields));
    }

    /** Sends a body as a form's. */
    public Page postText(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends a form's body in chunks, its length unsaid. */
    public Page postChunked(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(body))));
    }

    /** Fills in the only form with this action and sends it. */
    public Page submit(Page page, String action, Map<String, String> typed) {
        Element form = page.document().select("form[action=" + action + "]").first();
        if (form == null) {
            throw new AssertionError("No form for " + action + " in\n" + page.body());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[name]").forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        fields.putAll(typed);
        return post(action, fields);
    }

    /** Goes where a page sends to, as often as it takes. */
    public Page follow(Page page) {
        Page now = page;
        while (now.status() == 303) {
            now = get(now.location());
        }
        return now;
    }

    /** The value of a cookie whose name ends like this. */
    public String cookie(String nameEnd) {
        return cookies.entrySet().stream()
                .filter(kept -> kept.getKey().endsWith(nameEnd))
                .map(kept -> kept.getValue().value())
                .findFirst()
                .orElse("");
    }

    /** Plants a cookie. */
    public void keep(String name, String value, String path) {
        cookies.put(name, new Kept(name, value, path));
    }

    /** All its cookies. */
    public List<Kept> kept() {
        return List.copyOf(cookies.values());
    }

    /** Loses all cookies. */
    public void forget() {
        cookies.clear();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        headers.forEach(request::header);
        String sent = cookies.entrySet().stream()
                .filter(kept -> reaches(kept.getValue().path(), path))
                .map(kept -> kept.getKey() + "=" + kept.getValue().value())
                .collect(joining("; "));
        return sent.isEmpty() ? request : request.header("Cookie", sent);
    }

    private static boolean reaches(String cookiePath, String path) {
        String bare = path.split("\\?", 2)[0];
        return bare.equals(cookiePath) || bare.startsWith(cookiePath + "/");
    }

    private Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
            List<String> set = answer.headers().allValues("set-cookie");
            set.forEach(this::keep);
            return new Page(answer, set);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String header) {
        List<String> parts = new ArrayList<>(List.of(header.split("; *")));
        String[] pair = parts.removeFirst().split("=", 2);
        String path = parts.stream()
                .filter(part -> part.startsWith("Path="))
                .map(part -> part.substring("Path=".length()))
                .findFirst()
                .orElse("/");
        if (parts.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            keep(pair[0], pair[1], path);
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(joining("&"));
    }

    /** What came back. */
    public record Page(HttpResponse<String> answer, List<String> setCookies) {

        /** The HTTP status. */
        public int status() {
            return answer.statusCode();
        }

        /** The markup. */
        public String body() {
            return answer.body();
        }

        /** The markup, parsed. */
        public Document document() {
            return Jsoup.parse(answer.body());
        }

        /** The page's only main heading. */
        public String heading() {
            return document().select("h1").text();
        }

        /** A header's value, or an empty string. */
        public String header(String name) {
            return answer.headers().firstValue(name).orElse("");
        }

        /** Where it sends to. */
        public String location() {
            return header("location");
        }
    }

    /** A cookie. */
    public record Kept(String name, String value, String path) {}
}
