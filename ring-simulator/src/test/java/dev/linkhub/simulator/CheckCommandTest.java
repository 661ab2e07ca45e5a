package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final Map<String, String> CREDENTIALS =
            Map.of("RING_CLIENT_ID", "casa", "RING_CLIENT_SECRET", "secret", "RING_HMAC_KEY", "a2V5a2V5a2V5==");

    private final Partner partner = new Partner();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        partner.close();
    }

    @Test
    void aLinePerCaseAndASumWithExitCodeZero() {
        assertThat(check(CREDENTIALS, "--only", "addresses.https,homepage.answers"))
                .isZero();

        assertThat(out.toString().lines()).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(0)).startsWith("warn  addresses.https").contains("not https");
            assertThat(lines.get(1))
                    .startsWith("pass  homepage.answers")
                    .contains("answered 200")
                    .endsWith("[§10 App Homepage answers 200]");
            assertThat(lines.get(2)).isEqualTo("1 passed, 0 failed, 1 with a warning, 0 skipped");
        });
    }

    @Test
    void aFailureIsExitCodeOne() {
        partner.answerNext("/home", 500);

        assertThat(check(CREDENTIALS, "--only", "homepage.answers")).isEqualTo(1);

        assertThat(out.toString()).contains("FAIL  homepage.answers").contains("answered 500");
    }

    @Test
    void theSameAsOneJsonDocument() {
        partner.answerNext("/home", 404);

        assertThat(check(CREDENTIALS, "--json", "--only", "homepage.answers")).isEqualTo(1);

        JsonNode document = Stage.json(out.toString());
        assertThat(document.path("passed").asBoolean(true)).isFalse();
        assertThat(document.path("sum").path("fail").asInt()).isEqualTo(1);
        JsonNode only = document.path("cases").path(0);
        assertThat(only.path("case").asText()).isEqualTo("homepage.answers");
        assertThat(only.path("verdict").asText()).isEqualTo("fail");
        assertThat(only.path("finding").asText()).contains("answered 404");
        assertThat(only.path("row").asText()).startsWith("§10");
    }

    @Test
    void credentialsComeFromAFileAsWell(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("ring.properties");
        Files.writeString(file, "client_id=casa\nclient_secret=secret\nhmac_key=a2V5a2V5a2V5==\n");

        assertThat(check(Map.of(), "--credentials", file.toString(), "--only", "homepage.answers"))
                .isZero();
    }

    @Test
    void aSecretHasNoPlaceOnTheCommandLine() {
        assertThat(check(CREDENTIALS, "--client-secret", "secret")).isEqualTo(2);
        assertThat(check(CREDENTIALS, "--hmac-key", "key")).isEqualTo(2);
    }

    @Test
    void whoeverIsToSignInIsAskedBesideTheReport() {
        check(CREDENTIALS, "--json", "--wait", "PT0.001S", "--timeout", "PT0.001S", "--only", "linking.confirmed");

        assertThat(err.toString()).contains("sign in: " + partner.url("/link") + "?nonce=");
        assertThat(Stage.json(out.toString())
                        .path("cases")
                        .path(0)
                        .path("finding")
                        .asText())
                .contains("POST app-integrations never came");
    }

    @Test
    void wrongUsageIsExitCodeTwoAndNamesTheMistake() {
        assertThat(check(CREDENTIALS, "--only", "webhook.sigend")).isEqualTo(2);
        assertThat(err.toString()).contains("no such case: webhook.sigend").contains("webhook.signed");

        assertThat(check(Map.of("RING_CLIENT_ID", "casa"))).isEqualTo(2);
        assertThat(err.toString()).contains("RING_CLIENT_SECRET").contains("--credentials");

        assertThat(check(CREDENTIALS, "--credentials", "/does/not/exist")).isEqualTo(2);
        assertThat(err.toString()).contains("cannot read the credentials in /does/not/exist");

        assertThat(check(CREDENTIALS, "--timeout", "PT0S")).isEqualTo(2);
        assertThat(err.toString()).contains("longer than PT0S");

        assertThat(execute(CREDENTIALS, List.of("check", "--link", "http://localhost/link")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--token-exchange");

        assertThat(execute(
                        CREDENTIALS,
                        List.of(
                                "check",
                                "--token-exchange",
                                "ftp://x/a",
                                "--link",
                                "http://x/b",
                                "--webhook",
                                "http://x/c")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("not an absolute http or https address: ftp://x/a");
        assertThat(out.toString()).isEmpty();
    }

    private int check(Map<String, String> environment, String... more) {
        List<String> arguments = new ArrayList<>(List.of("check", "--port", "0"));
        arguments.addAll(
                List.of("--token-exchange", partner.url("/token-exchange").toString()));
        arguments.addAll(List.of("--link", partner.url("/link").toString()));
        arguments.addAll(List.of("--webhook", partner.url("/webhook").toString()));
        arguments.addAll(List.of("--homepage", partner.url("/home").toString()));
        arguments.addAll(List.of(more));
        return execute(environment, arguments);
    }

    private int execute(Map<String, String> environment, List<String> arguments) {
        return Main.commands(new PrintWriter(out, true), new PrintWriter(err, true), environment)
                .execute(arguments.toArray(String[]::new));
    }
}
