package dev.linkhub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.webhook.RingWebhooks.Answer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stored before it is answered, and once. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class WebhooksAreStoredTest extends WebhookJourney {

    @Test
    void theSameRequestIdIsStoredOnceWhateverComesUnderIt() {
        byte[] first = removal("r-1");
        clock.advance(Duration.ofSeconds(1));
        byte[] second = removal("r-1");
        assertThat(second).isNotEqualTo(first);

        assertThat(receive(first, SignedBody.signature(app, first))).isEqualTo(Answer.STORED);
        assertThat(receive(second, SignedBody.signature(app, second))).isEqualTo(Answer.STORED);
        assertThat(bodies(app.tenant().scope(), app.app().appId())).containsExactly(first);
    }

    @Test
    void theSameRequestIdOfTwoAppsIsTwoEvents() {
        Onboarded other = ring.onboard();
        byte[] body = removal("r-1");

        assertThat(receive(body, SignedBody.signature(app, body))).isEqualTo(Answer.STORED);
        assertThat(webhooks.receive(other.production(), body, SignedBody.signature(other, body)))
                .isEqualTo(Answer.STORED);
        assertThat(rows.find(other.tenant().tenantId(), other.app().appId(), "r-1"))
                .isPresent();
    }

    @RepeatedTest(5)
    void ofManyDeliveriesAtOnceOneIsStoredAndAllAreThankedFor() throws Exception {
        byte[] body = removal("r-1");
        String signature = SignedBody.signature(app, body);
        List<Callable<Answer>> deliveries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            deliveries.add(() -> receive(body, signature));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(deliveries)) {
                assertThat(answer.get()).isEqualTo(Answer.STORED);
            }
        }
        assertThat(bodies(app.tenant().scope(), app.app().appId())).containsExactly(body);
    }

    @Test
    void whatCannotBeStoredIsNotThankedForAndRingsNextTryIsTaken() {
        verified();
        byte[] body = removal("r-1");
        String signature = SignedBody.signature(app, body);
        AppEndpoint endpoint = endpoint();

        database.refuse(1, 1);
        assertThatThrownBy(() -> webhooks.receive(endpoint, body, signature)).isInstanceOf(RuntimeException.class);
        assertThat(database.isWhole()).isTrue();
        assertThat(find("r-1")).isNull();
        assertThat(webhooks.receive(endpoint, body, signature)).isEqualTo(Answer.STORED);
        assertThat(find("r-1")).isNotNull();
    }

    @Test
    void theAnswerComesAfterTheCommitAndAWorkerComesByWhateverHappensThen() {
        StoredEvents events = hub.getBean(StoredEvents.class);
        byte[] body = removal("r-1");
        assertThat(events.store(endpoint(), EventBody.read(body).orElseThrow(), body))
                .isTrue();

        assertThat(find("r-1")).satisfies(event -> assertThat(event.appliedAt()).isNull());
        String instance = app.tenant().tenantId() + "/" + app.app().appId() + "/r-1";
        assertThat(count(
                        "SELECT COUNT(*) FROM scheduled_tasks WHERE task_name = 'apply-event' AND task_instance = ?",
                        instance))
                .isEqualTo(1);

        database.loseAcknowledgements(1);
        byte[] unheard = removal("r-2");
        assertThatThrownBy(
                        () -> events.store(endpoint(), EventBody.read(unheard).orElseThrow(), unheard))
                .as("who does not know that it is stored says that it is not")
                .isInstanceOf(RuntimeException.class);
        assertThat(events.store(endpoint(), EventBody.read(unheard).orElseThrow(), unheard))
                .isFalse();
        assertThat(find("r-2")).isNotNull();
    }
}
