package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.standalone.demo.HouseholdBrowser;
import dev.linkhub.standalone.demo.JsonApi;
import dev.linkhub.standalone.testing.Await;
import dev.linkhub.standalone.testing.HubProcess;
import dev.linkhub.standalone.testing.NewTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A household whose address is not Ring's, with the hub as it is started out of the box. */
@Tag("end-to-end")
class AccountMailEndToEndTest {

    private static final String OPERATOR_KEY = "operator-key-for-mails";
    private static final String JAR = System.getProperty("hub.test.simulator-jar");
    private static final Pattern LINK = Pattern.compile("http://\\S+\\?token=([0-9A-Za-z]{43})");
    private static final Map<String, String> VERA =
            Map.of("email", "vera@elsewhere.example", "password", "correct horse battery");

    @Test
    void itProvesItsAddressByTheMailInTheDataFolderAndLinks() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient();
                HubProcess hub = HubProcess.start(
                                "mails", Map.of("HUB_OPERATOR_KEY", OPERATOR_KEY, "HUB_SANDBOX_JAR", JAR))
                        .awaitReady();
                HouseholdBrowser browser = new HouseholdBrowser("203.0.113.7");
                HouseholdBrowser phone = new HouseholdBrowser("203.0.113.8")) {
            JsonApi api = NewTenant.onboard(http, hub, OPERATOR_KEY);
            api.post("/api/v1/apps", Map.of("slug", "porch", "name", "Porch"));
            URI arrival = URI.create(api.post("/api/v1/apps/porch/sandbox/installations", Map.of())
                    .path("account_link_url")
                    .asText());
            Document form = browser.follow(browser.open(arrival), "Create an account");
            Document asked = browser.press(form, "Create account", VERA);
            assertThat(asked.select("h1").text()).isEqualTo("Look into your mail");

            Path folder = hub.dataDir().resolve("mails");
            Await.untilTrue("the mail is there", () -> mails(folder).size() == 1);
            Matcher link = LINK.matcher(mails(folder).getFirst());
            assertThat(link.find()).isTrue();
            Document verified = phone.press(phone.open(URI.create(link.group())), "Yes, this is my address", Map.of());
            assertThat(verified.select("h1").text()).startsWith("Thank you");

            Document signIn = browser.follow(asked, "I have done that: sign in");
            Document confirmation = browser.press(signIn, "Sign in", VERA);
            URI progress =
                    URI.create(browser.press(confirmation, "Link", Map.of()).baseUri());
            Await.untilTrue(
                    "the link is done",
                    () -> browser.open(progress).select("h1").text().startsWith("Done"));
            assertThat(hub.output() + hub.errors())
                    .contains(folder.toString(), "HUB_SMTP_URL")
                    .doesNotContain(link.group(1), "vera@elsewhere.example", "correct horse battery");
        }
    }

    private static List<String> mails(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(AccountMailEndToEndTest::text)
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
}
