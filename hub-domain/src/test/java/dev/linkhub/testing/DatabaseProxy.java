package dev.linkhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a hub and its database. It can fall silent: connections stay open, and nothing comes through; or be cut:
 * connections break, and new ones are refused.
 */
public final class DatabaseProxy implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final String SCHEME = "jdbc:";

    private final String url;
    private final URI database;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket server;
    private boolean silent;

    /** Starts in front of a database with this JDBC address. */
    public DatabaseProxy(String jdbcUrl) {
        database = URI.create(jdbcUrl.substring(SCHEME.length()));
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getLocalPort();
        url = jdbcUrl.replace(database.getHost() + ":" + database.getPort(), "127.0.0.1:" + port);
        accept(server);
    }

    /** The database's JDBC address by way of this. */
    public String url() {
        return url;
    }

    /** From now on nothing comes through. */
    public synchronized void fallSilent() {
        silent = true;
    }

    /** Everything comes through again, what was held back first. */
    public synchronized void speak() {
        silent = false;
        notifyAll();
    }

    /** Breaks all connections and refuses new ones. */
    public synchronized void cut() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** Takes connections again after it was cut. */
    public synchronized void mend() throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        accept(server);
    }

    @Override
    public void close() throws IOException {
        cut();
        speak();
    }

    private void accept(ServerSocket from) {
        Thread.ofPlatform().daemon().name("database-proxy").start(() -> {
            while (!from.isClosed()) {
                try {
                    join(from, from.accept());
                } catch (IOException cutOrRefused) {
                    // Whoever is at the other end notices.
                }
            }
        });
    }

    private void join(ServerSocket from, Socket hub) throws IOException {
        Socket there = new Socket();
        open.add(hub);
        open.add(there);
        if (from.isClosed()) {
            // Cut after it was accepted and before it was known.
            hub.close();
            return;
        }
        try {
            there.connect(new InetSocketAddress(database.getHost(), database.getPort()));
        } catch (IOException refused) {
            hub.close();
            throw refused;
        }
        Thread.ofVirtual().start(() -> pump(hub, there));
        Thread.ofVirtual().start(() -> pump(there, hub));
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                awaitSpeech();
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException closed) {
            // One side has had enough, which ends the other side, too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
        }
    }

    private synchronized void awaitSpeech() throws InterruptedException {
        while (silent) {
            wait();
        }
    }
}
