package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveStreamTest {

    private static final int MOST_STREAMS = 64;

    private final Stage stage = new Stage();
    private final HttpClient browser = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        browser.shutdownNow();
        stage.close();
    }

    @Test
    void aStreamTellsOfCallsAndOfWhatTestsDo() throws IOException, InterruptedException {
        BufferedReader stream = reader(open());
        String first = event(stream);

        stage.send(stage.request("/v1/nothing"));
        String afterCall = event(stream);
        stage.client.changeSettings(Map.of("repost", "refused"));
        String afterChange = event(stream);

        assertThat(List.of(first, afterCall, afterChange))
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("data: \\d+"));
    }

    @Test
    void aStreamIsOneOfEventsAndNeverKept() throws IOException, InterruptedException {
        HttpResponse<InputStream> stream = open();

        assertThat(stream.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(stream.headers().firstValue("Cache-Control")).contains("no-store");
        stream.body().close();
    }

    @Test
    void aStreamEndsWithTheSimulator() throws IOException, InterruptedException {
        BufferedReader stream = reader(open());
        event(stream);

        stage.simulator.close();

        assertThat(untilItEnds(stream))
                .filteredOn(line -> !line.isEmpty() && !line.startsWith("data: "))
                .isEmpty();
    }

    /** However it ends: the server may be gone before it has said that there is nothing more. */
    private static List<String> untilItEnds(BufferedReader stream) {
        List<String> lines = new ArrayList<>();
        try {
            stream.lines().forEach(lines::add);
        } catch (UncheckedIOException cutOff) {
            return lines;
        }
        return lines;
    }

    @Test
    void soManyPagesMayBeOpenAndMoreGetRoomWhenTheyGo() throws IOException, InterruptedException {
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        for (int i = 0; i < MOST_STREAMS; i++) {
            open.add(open());
        }
        assertThat(open).allMatch(stream -> stream.statusCode() == 200);
        assertThat(open().statusCode()).isEqualTo(503);
        assertThat(stage.send(stage.request("/")).statusCode()).isEqualTo(200);

        for (HttpResponse<InputStream> stream : open) {
            stream.body().close();
        }
        Stage.await(() -> {
            stage.send(stage.request("/v1/nothing"));
            return isFree();
        });
    }

    private boolean isFree() {
        try {
            HttpResponse<InputStream> stream = open();
            stream.body().close();
            return stream.statusCode() == 200;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpResponse<InputStream> open() throws IOException, InterruptedException {
        return browser.send(stage.request("/live").build(), BodyHandlers.ofInputStream());
    }

    private static BufferedReader reader(HttpResponse<InputStream> stream) {
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    /** The next line that says something. */
    private static String event(BufferedReader stream) throws IOException {
        String line = stream.readLine();
        while (line != null && line.isEmpty()) {
            line = stream.readLine();
        }
        return String.valueOf(line);
    }
}
