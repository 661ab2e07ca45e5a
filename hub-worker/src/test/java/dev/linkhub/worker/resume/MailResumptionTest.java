package dev.linkhub.worker.resume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.mail.Mail;
import dev.linkhub.mail.Mailer;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.Await;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mails that nobody but the worker sends: whoever took them may be dead. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class MailResumptionTest implements HubTest {

    @Inject
    Mailer mailer;

    @Inject
    Tenants tenants;

    @Inject
    MovableClock clock;

    @Inject
    ApplicationContext hub;

    @Test
    void aMailThatWasTakenIsSentAndOneForNobodyIsNot() {
        TenantScope tenant = tenants.create("acme", "Acme", "operator").scope();
        Path folder = Path.of(hub.getRequiredProperty("hub.data-dir", String.class), "mails");
        mailer.pretend(tenant, mail("nobody"), clock.instant().plus(Duration.ofDays(3)));
        mailer.send(tenant, mail("somebody"), clock.instant().plus(Duration.ofDays(3)));
        Await.until("it is sent", () -> {
            clock.advance(Duration.ofSeconds(1));
            return Files.isDirectory(folder) && texts(folder).size() == 1;
        });
        assertThat(texts(folder)).singleElement().asString().contains("Subject: somebody");
    }

    private static List<String> texts(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(MailResumptionTest::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mail mail(String subject) {
        return new Mail("vera@example.com", "Acme", null, subject, "text\n");
    }
}
