package dev.linkhub.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

class WebServerTest {

    /** More than the 50 of the JDK, and fewer than the 128 that older kernels allow. */
    private static final int CROWD = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aCrowdOfCallersWaitsToBeAccepted() throws Exception {
        Server server = new Server();
        ServerConnector connector = WebServer.connector(server, new HttpConfiguration(), "127.0.0.1", 0);
        connector.setAccepting(false);
        server.addConnector(connector);
        server.start();
        List<Socket> waiting = new ArrayList<>();
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort());
            for (int i = 0; i < CROWD; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(address, Math.toIntExact(PATIENCE.toMillis()));
            }
            assertThat(waiting).hasSize(CROWD).allMatch(Socket::isConnected);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
            server.stop();
        }
    }
}
