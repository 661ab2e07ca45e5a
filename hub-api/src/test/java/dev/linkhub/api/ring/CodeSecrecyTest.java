package dev.linkhub.api.ring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.linkhub.api.testing.ApiJourney;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A code opens a household's account for a minute: it is in no log and no answer, wherever it stood and whatever became of it. */
@Tag("persistence")
@MicronautTest(transactional = false)
class CodeSecrecyTest extends ApiJourney {

    private static final String CODE = "s3cret-c0de";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.linkhub");

    @BeforeEach
    void listen() {
        ours.setLevel(Level.TRACE);
        log.list.clear();
        log.start();
        ours.addAppender(log);
    }

    @AfterEach
    void stop() {
        ours.detachAppender(log);
        ours.setLevel(null);
    }

    @Test
    void itIsInNoLogAndNoAnswerWhereverItStood() {
        String path = tokenExchange(onboard());
        for (Answer answer : List.of(
                post(path, "code=" + CODE + "-1"),
                post(path, "{\"code\":\"" + CODE + "-2\"}", "Content-Type", "application/json"),
                post(path + "?code=" + CODE + "-3", ""),
                post(path, "{\"code\":\"" + CODE + "-4\"", "Content-Type", "application/json"),
                post(path, "code=%zz" + CODE),
                post(path, "code=" + CODE + "x".repeat(16 * 1024)),
                post(path + "/" + CODE, ""))) {
            assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
            assertThat(answer.toString()).doesNotContain(CODE);
        }

        assertThat(lines()).hasSizeGreaterThanOrEqualTo(7).noneMatch(line -> line.contains(CODE));
    }

    @Test
    void itIsInNoLogWhenRingFails() {
        Onboarded app = onboard();
        ring.ring().fault(NewFault.answering("token.authorization_code", 500).always());

        assertThat(post(tokenExchange(app), "code=" + CODE + "-5").status()).isEqualTo(200);

        assertThat(lines())
                .isNotEmpty()
                .noneMatch(line -> line.contains(CODE))
                .noneMatch(line -> line.contains(endpointKey(app.app(), Environment.PRODUCTION)));
    }

    private List<String> lines() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }
}
