package dev.linkhub.standalone.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to a database, which can be cut and mended: then connections break, and new ones are refused. */
public final class DatabaseCable implements AutoCloseable {

    private final InetSocketAddress database;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket end;

    private DatabaseCable(InetSocketAddress database) throws IOException {
        this.database = database;
        this.end = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = end.getLocalPort();
        accept(end);
    }

    /** A cable to where a JDBC address points. */
    public static DatabaseCable to(String jdbcUrl) throws IOException {
        URI address = URI.create(jdbcUrl.substring("jdbc:".length()));
        return new DatabaseCable(new InetSocketAddress(address.getHost(), address.getPort()));
    }

    /** The same JDBC address at this end of the cable. */
    public String through(String jdbcUrl) {
        return "jdbc:mysql://127.0.0.1:" + port
                + URI.create(jdbcUrl.substring("jdbc:".length())).getPath();
    }

    public synchronized void cut() throws IOException {
        end.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    public synchronized void mend() throws IOException {
        end = new ServerSocket();
        end.setReuseAddress(true);
        end.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        accept(end);
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private void accept(ServerSocket server) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    join(server, server.accept());
                } catch (IOException cutOrRefused) {
                    // Whoever is at the other end notices.
                }
            }
        });
    }

    private void join(ServerSocket server, Socket near) throws IOException {
        Socket far = new Socket();
        open.add(near);
        open.add(far);
        if (server.isClosed()) {
            // Cut after it was accepted and before it was known.
            near.close();
            return;
        }
        far.connect(database);
        pump(near, far);
        pump(far, near);
    }

    private void pump(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                in.transferTo(out);
            } catch (IOException cut) {
                // Both ends are closed by now.
            } finally {
                open.remove(from);
            }
        });
    }
}
