package dev.linkhub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.linkhub.mail.SmtpServer.Security;
import dev.linkhub.vault.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail servers that are not as they should be. */
class SmtpWayTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);
    private static final Mail MAIL = new Mail("vera@example.com", "Acme", null, "Hello", "theToken\n");

    @Test
    void nothingIsSaidToAServerWithoutTheEncryptionThatIsRequired() throws IOException {
        GreenMail server = started(ServerSetup.PROTOCOL_SMTP);
        try {
            assertThat(way(port(server), Security.STARTTLS).send("mai_1", MAIL)).isInstanceOf(Sending.TryLater.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void nothingIsSaidToAServerWhoseCertificateNobodyVouchesFor() throws IOException {
        GreenMail server = started(ServerSetup.PROTOCOL_SMTPS);
        try {
            assertThat(way(server.getSmtps().getPort(), Security.TLS).send("mai_1", MAIL))
                    .isInstanceOf(Sending.TryLater.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatDoesNotLetUsInIsTriedLaterAndThePasswordIsNotSaid() throws IOException {
        GreenMail server = started(ServerSetup.PROTOCOL_SMTP);
        server.setUser("hub@example.com", "hub", "the right one");
        try {
            SmtpServer known = new SmtpServer(
                    "127.0.0.1", port(server), Security.NONE, "hub@example.com", "hub", Secret.of("hunter2"));
            assertThat(new SmtpWay(known, CLOCK).send("mai_1", MAIL))
                    .isInstanceOf(Sending.TryLater.class)
                    .asString()
                    .doesNotContain("hunter2");
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 vera@example.com is unknown,250 ok,true,550",
        "451 4.7.1 vera@example.com: try later,250 ok,false,451",
        "250 ok,554 5.7.1 theToken looks like spam,true,554",
        "250 ok,452 4.3.1 full,false,452",
    })
    void whatIsRefusedForGoodIsGivenUpAndAllElseIsTriedAgain(
            String toRecipient, String toText, boolean forGood, int code) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, toRecipient, toText));
            Sending end = way(server.getLocalPort(), Security.NONE).send("mai_1", MAIL);
            String why = "the mail server answered " + code;
            assertThat(end).isEqualTo(forGood ? new Sending.Refused(why) : new Sending.TryLater(why));
        }
    }

    /** One conversation, as short as it can be. */
    private static void answer(ServerSocket server, String toRecipient, String toText) {
        try (Socket socket = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = socket.getOutputStream()) {
            say(out, "220 here");
            boolean text = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (text) {
                    if (line.equals(".")) {
                        text = false;
                        say(out, toText);
                    }
                } else if (line.startsWith("RCPT")) {
                    say(out, toRecipient);
                } else if (line.equals("DATA")) {
                    text = true;
                    say(out, "354 go on");
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException hungUp) {
            // It has heard enough.
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static SmtpWay way(int port, Security security) {
        return new SmtpWay(new SmtpServer("127.0.0.1", port, security, "hub@example.com", null, null), CLOCK);
    }

    private static int port(GreenMail server) {
        return server.getSmtp().getPort();
    }

    private static GreenMail started(String protocol) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", protocol));
        server.start();
        return server;
    }
}
