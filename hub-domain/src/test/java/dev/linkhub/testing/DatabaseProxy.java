package dev.linkhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands between a hub and its database, and can fall silent: connections stay open, and nothing comes through. */
public final class DatabaseProxy implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final String SCHEME = "jdbc:";

    private final String url;
    private final URI database;
    private final ServerSocket server;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private boolean silent;

    /** Starts in front of a database with this JDBC address. */
    public DatabaseProxy(String jdbcUrl) {
        database = URI.create(jdbcUrl.substring(SCHEME.length()));
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        url = jdbcUrl.replace(database.getHost() + ":" + database.getPort(), "127.0.0.1:" + server.getLocalPort());
        Thread.ofPlatform().daemon().name("database-proxy").start(this::accept);
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

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        speak();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket hub = server.accept();
                Socket there = new Socket(database.getHost(), database.getPort());
                sockets.add(hub);
                sockets.add(there);
                Thread.ofVirtual().start(() -> pump(hub, there));
                Thread.ofVirtual().start(() -> pump(there, hub));
            } catch (IOException closed) {
                return;
            }
        }
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
        }
    }

    private synchronized void awaitSpeech() throws InterruptedException {
        while (silent) {
            wait();
        }
    }
}
