package dev.linkhub.web.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A stream of server-sent events, as a browser hears it. */
public final class ServerSentEvents implements AutoCloseable {

    private final HttpClient connection;
    private final HttpResponse<InputStream> answer;
    private final BufferedReader lines;

    ServerSentEvents(HttpClient connection, HttpResponse<InputStream> answer) {
        this.connection = connection;
        this.answer = answer;
        this.lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
    }

    /** The HTTP status. */
    public int status() {
        return answer.statusCode();
    }

    /** A header's value, or an empty string. */
    public String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** Waits for the next event of a name and answers its markup; empty when the stream has ended. */
    public Optional<Document> next(String name) {
        StringBuilder data = new StringBuilder();
        boolean isWanted = false;
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    isWanted = line.substring("event:".length()).strip().equals(name);
                } else if (line.startsWith("data:")) {
                    data.append(line.substring("data:".length())).append('\n');
                } else if (line.isEmpty() && isWanted) {
                    return Optional.of(Jsoup.parse(data.toString()));
                } else if (line.isEmpty()) {
                    data.setLength(0);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the connection, as a browser does that leaves the page. */
    @Override
    public void close() {
        connection.shutdownNow();
    }
}
