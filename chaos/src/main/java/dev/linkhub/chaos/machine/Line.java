package dev.linkhub.chaos.machine;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A TCP line through which the hub reaches something, at a port that stays the same. It can be cut, held, slow or dripping. */
public final class Line implements AutoCloseable {

    private static final int CONNECT_MILLIS = 3_000;
    private static final int CHUNK = 8_192;
    private static final long LOOK_NANOS = 10_000_000;
    private static final long DRIP_NANOS = 100_000_000;
    private static final long SLOW_NANOS = 300_000_000;

    /** How bytes come through. */
    public enum State {
        OPEN,
        /** Nobody gets through, and who is through is thrown out. */
        CUT,
        /** Nothing moves. */
        HELD,
        /** Each packet takes its time. */
        SLOW,
        /** A byte at a time comes back. */
        DRIPPING
    }

    private final ServerSocket entry;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile State state = State.OPEN;

    private Line(ServerSocket entry, int target) {
        this.entry = entry;
        this.target = target;
    }

    /** A line to a port of this machine. */
    public static Line to(int target) {
        try {
            Line line = new Line(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().start(line::accept);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it begins. */
    public int port() {
        return entry.getLocalPort();
    }

    /** From now on it leads there. */
    public void leadTo(int newTarget) {
        target = newTarget;
    }

    /** From now on it is like this. */
    public void become(State newState) {
        state = newState;
        if (newState == State.CUT) {
            hangUp();
        }
    }

    /** Cuts whatever is on the line, and lets it be built up anew. */
    public void hangUp() {
        open.forEach(Line::closeQuietly);
        open.clear();
    }

    @Override
    public void close() throws IOException {
        state = State.CUT;
        entry.close();
        hangUp();
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                Socket near = entry.accept();
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        Socket far = new Socket();
        if (state == State.CUT) {
            closeQuietly(near);
            return;
        }
        try {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
        } catch (IOException refused) {
            closeQuietly(near);
            closeQuietly(far);
            return;
        }
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> copy(near, far, false));
        Thread.ofVirtual().start(() -> copy(far, near, true));
    }

    private void copy(Socket from, Socket to, boolean back) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                forward(chunk, read, out, back);
            }
        } catch (IOException ended) {
            // One side has hung up, or the line was cut: the other side hears of it below.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private void forward(byte[] chunk, int length, OutputStream out, boolean back) throws IOException {
        for (int sent = 0; sent < length; ) {
            while (state == State.HELD) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            if (state == State.SLOW) {
                LockSupport.parkNanos(SLOW_NANOS);
            }
            boolean drips = state == State.DRIPPING && back;
            int now = drips ? 1 : length - sent;
            out.write(chunk, sent, now);
            sent += now;
            if (drips) {
                LockSupport.parkNanos(DRIP_NANOS);
            }
        }
    }

    private static void closeQuietly(Closeable closed) {
        try {
            closed.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }
}
