package dev.linkhub.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.linkhub.api.MachineFacing;
import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.exceptions.CannotCreateTransactionException;
import jakarta.inject.Inject;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@Tag("persistence")
@MicronautTest(transactional = false)
class FailuresTest implements ApiTest {

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    @Override
    public Map<String, String> settings() {
        return Map.of("test.failures", "true");
    }

    @Test
    void anUnexpectedFailureIs500AndTellsNothingButItsIdWhichIsLogged() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(UnexpectedFailures.class);
        logger.addAppender(log);
        logger.setAdditive(false);

        Answer answer = http.anonymously().get("/api/v1/broken/bug");

        logger.detachAppender(log);
        logger.setAdditive(true);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).doesNotContain("insides", "Exception", "dev.linkhub");
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage())
                    .contains(answer.header("Request-Id"))
                    .contains("/api/v1/broken/bug");
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("insides");
        });
    }

    @Test
    void whatIsLoggedOnTheWayCarriesTheRequestId() {
        Answer answer = http.anonymously().get("/api/v1/broken/log-context");

        assertThat(answer.text()).isEqualTo(answer.header("Request-Id"));
    }

    @Test
    void withTheDatabaseAwayItIs503AndSaysWhenToTryAgain() {
        Answer answer = http.anonymously().get("/api/v1/broken/database");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.get("type")).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.text()).doesNotContain("10.1.2.3");
    }

    @Test
    void theMachineFacingAddressesAreKnownByTheirPaths() {
        assertThat(MachineFacing.holds("/api/v1/apps")).isTrue();
        assertThat(MachineFacing.holds("/ring/x/webhook")).isTrue();
        assertThat(MachineFacing.holds("/t/acme/door/staging/link")).isFalse();
    }

    @Controller("/api/v1/broken")
    @Requires(property = "test.failures")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @ExecuteOn(TaskExecutors.BLOCKING)
    static class Broken {

        @Get("/bug")
        String bug() {
            throw new IllegalStateException("insides");
        }

        @Get("/log-context")
        String logContext() {
            return String.valueOf(MDC.get("request_id"));
        }

        @Get("/database")
        String database() {
            throw new CannotCreateTransactionException(
                    "no connection", new SQLTransientConnectionException("10.1.2.3 is away"));
        }
    }
}
