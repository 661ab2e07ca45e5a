package dev.linkhub.simulator.gateway;

import dev.linkhub.simulator.api.Answer;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Puts an answer on the wire, properly or in one of the ways it can go wrong. */
final class Wire {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration DRIP_PAUSE = Duration.ofMillis(100);

    private final CountDownLatch closing;

    /** {@code closing} ends all waiting once it is counted down. */
    Wire(CountDownLatch closing) {
        this.closing = closing;
    }

    void write(Answer answer, HttpServletResponse response) throws IOException {
        head(answer, response);
        response.setContentLength(answer.body().length());
        response.getOutputStream().write(answer.body().bytes());
        response.flushBuffer();
    }

    /** The peer sees a connection reset. */
    void cut(HttpServletRequest request) throws IOException {
        EndPoint endPoint = endPoint(request);
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        endPoint.close();
    }

    /** The peer sees the connection end before the announced length. */
    void truncate(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = answer.body().bytes();
        head(answer, response);
        response.setContentLength(Math.max(body.length, 2));
        response.getOutputStream().write(body, 0, body.length / 2);
        response.flushBuffer();
        endPoint(request).close();
    }

    /** One byte per 100 ms; once the answer is through, blanks follow until the bound. */
    void drip(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        head(answer, response);
        ServletOutputStream out = response.getOutputStream();
        byte[] body = answer.body().bytes();
        long most = LONGEST.dividedBy(DRIP_PAUSE);
        for (int i = 0; i < most && !pause(DRIP_PAUSE); i++) {
            out.write(i < body.length ? body[i] : ' ');
            response.flushBuffer();
        }
        cut(request);
    }

    void hang(HttpServletRequest request) throws IOException {
        pause(LONGEST);
        cut(request);
    }

    /** Returns true if the simulator is closing. */
    boolean pause(Duration duration) {
        try {
            return closing.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void head(Answer answer, HttpServletResponse response) {
        response.setStatus(answer.status());
        response.setContentType(null); // Nothing that the answer does not say itself.
        answer.headers().forEach(response::setHeader);
    }

    private static EndPoint endPoint(HttpServletRequest request) {
        return ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }
}
