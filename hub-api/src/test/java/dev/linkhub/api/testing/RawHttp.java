package dev.linkhub.api.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;

/** One connection to a server, for what no client library would send. */
public final class RawHttp implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;

    /** Connects to a port of this machine. */
    public RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Sends text as it is, a byte for each character. */
    public RawHttp send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** All that comes until the other side closes, which the request has to ask for. */
    public Received receive() throws IOException {
        String all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        int end = all.indexOf("\r\n\r\n");
        return end < 0
                ? new Received(List.of(all), "")
                : new Received(Arrays.asList(all.substring(0, end).split("\r\n", -1)), all.substring(end + 4));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** An answer as lines and the rest. */
    public record Received(List<String> head, String body) {

        public Received {
            head = List.copyOf(head);
        }

        /** The status. */
        public int status() {
            return Integer.parseInt(head.getFirst().split(" ", -1)[1]);
        }

        /** A header, or an empty text. */
        public String header(String name) {
            return head.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }
}
