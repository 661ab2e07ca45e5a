package dev.linkhub.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.client.NewApp;
import dev.linkhub.simulator.client.RingSimulatorClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As {@link Samples}, of users with something wrong: in the annotation, or at the partner under test. */
@SuppressWarnings("NullAway.Init") // the extension sets the fields
final class WrongSamples {

    private WrongSamples() {}

    private static void callUnsigned(URI ring) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(HttpRequest.newBuilder(ring.resolve("/v1/users/me")).build(), BodyHandlers.discarding());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @RingSimulator(settings = "rotation=sometimes")
    static class WrongValue extends Samples.LeavesAppsBehind {}

    @RingSimulator(settings = "rotatoin=strict")
    static class UnknownSetting extends Samples.LeavesAppsBehind {}

    @RingSimulator(settings = "rotation")
    static class NoSetting extends Samples.LeavesAppsBehind {}

    @RingSimulator(settings = {"rotation=strict", "rotation=reusable"})
    static class TwiceSet extends Samples.LeavesAppsBehind {}

    @RingSimulator(per = Lifetime.METHOD)
    static class PerMethodBeforeAll {

        @BeforeAll
        static void register(RingSimulatorClient ring) {
            ring.createApp(NewApp.named("Casa"));
        }

        @Test
        void never() {}
    }

    @RingSimulator
    static class WrongField {

        @Ring
        String url;

        @Test
        void never() {}
    }

    @RingSimulator
    static class FinalField {

        @Ring
        final URI url = URI.create("http://localhost");

        @Test
        void never() {}
    }

    @RingSimulator(assertSound = true)
    static class WatchesThePartner {

        @Test
        void sound(RingSimulatorClient ring) {
            assertThat(ring.counter("unsigned_calls")).isZero();
        }

        @Test
        void unsound(@Ring URI ring) {
            callUnsigned(ring);
            callUnsigned(ring);
        }
    }

    @RingSimulator
    static class DoesNotWatch {

        @Test
        void unsound(@Ring URI ring) {
            callUnsigned(ring);
        }
    }

    @RingSimulator(assertSound = true, reset = false)
    static class WatchesWithoutReset {

        @BeforeAll
        static void unsoundBefore(@Ring URI ring) {
            callUnsigned(ring);
        }

        @Test
        void sound() {}

        @Test
        void unsound(@Ring URI ring) {
            callUnsigned(ring);
        }
    }
}
