package dev.linkhub.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.linkhub.standalone.testing.Await;
import dev.linkhub.standalone.testing.HubProcess;
import dev.linkhub.testing.Chromium;
import dev.linkhub.testing.Chromium.Window;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the README promises of the demo, done by hand in a browser. */
@Tag("end-to-end")
class DemoTest {

    private static final String PASSWORD = "a few words to remember";
    private static HubProcess demo;
    private static Chromium chromium;
    private static String ring;
    private static String operatorKey;
    private static JsonNode fleetAtFirst;

    @BeforeAll
    static void start() throws IOException {
        int port = freePort();
        ring = "http://127.0.0.1:" + port;
        demo = HubProcess.start(
                "demo",
                Map.of(),
                Demo.class.getName(),
                "--simulator-jar",
                System.getProperty("hub.test.simulator-jar"),
                "--simulator-port",
                String.valueOf(port),
                "--headless");
        demo.awaitReady();
        Await.untilTrue("the households are linked", () -> demo.output().contains("ready"));
        operatorKey =
                Files.readString(demo.dataDir().resolve("demo/operator.key")).strip();
        fleetAtFirst = new JsonApi(HttpClient.newHttpClient(), demo.url(), operatorKey).get("/api/v1/fleet/health");
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        chromium.close();
        demo.close();
    }

    @Test
    void fortyHouseholdsAreLinkedOneOfThemBrokenAndSomebodyStoppedHalfWay() {
        assertThat(linksOf(fleetAtFirst, "HEALTHY")).isEqualTo(39);
        assertThat(linksOf(fleetAtFirst, "UNHEALTHY")).isEqualTo(1);

        Page ops = chromium.open(Window.of(1280, true));
        signInAsOperator(ops);
        ops.getByRole(AriaRole.LINK, named("Unclaimed and failed grants of casa-sicura doorman"))
                .click();
        assertThat(ops.getByText("UNCLAIMED", new Page.GetByTextOptions().setExact(true))
                        .count())
                .isEqualTo(1);
        assertThat(demo.output() + demo.errors()).doesNotContain(operatorKey);
    }

    @Test
    void aHouseholdLinksRemovesAndReconnectsOnAPhone() {
        journey(chromium.open(Window.of(390, true)), chromium.open(Window.of(1280, true)), "Vera");
    }

    @Test
    void theSameWithoutJavaScript() {
        journey(chromium.open(Window.of(390, false)), chromium.open(Window.of(1280, false)), "Walter");
    }

    private static void journey(Page phone, Page ops, String firstName) {
        String email = firstName.toLowerCase(Locale.ROOT) + "@example.org";
        phone.navigate(ring);
        fill(phone, "First name", firstName);
        fill(phone, "Last name", "Miller");
        fill(phone, "Email", email);
        press(phone, "Create account");
        String myAccount = phone.url();

        install(phone);
        phone.getByRole(AriaRole.LINK, named("Create an account")).click();
        fill(phone, "E-mail address", email);
        fill(phone, "Password", PASSWORD);
        press(phone, "Create account");
        assertThat(phone.getByRole(AriaRole.MAIN).textContent()).contains(firstName.charAt(0) + "•••");
        press(phone, "Link");
        phone.getByRole(AriaRole.HEADING, heading("Done: your Ring account is linked"))
                .waitFor();

        signInAsOperator(ops);
        String link = findLink(ops, email, "HEALTHY");
        assertThat(badges(ops)).containsExactly("HEALTHY", "COMPLETED");

        phone.navigate(myAccount);
        phone.getByRole(AriaRole.BUTTON, named("Remove app Casa Doorman")).click();
        Await.untilTrue("the removal is seen", () -> {
            ops.reload();
            return badges(ops).equals(List.of("UNHEALTHY", "REMOVED"));
        });
        assertThat(ops.getByRole(AriaRole.MAIN).textContent()).contains("REMOVED_BY_USER");

        install(phone);
        press(phone, "Link");
        phone.getByRole(AriaRole.HEADING, heading("Done: your Ring account is linked"))
                .waitFor();
        ops.reload();
        assertThat(badges(ops)).containsExactly("HEALTHY", "COMPLETED");
        assertThat(ops.url()).as("the same link").endsWith(link);
    }

    /** From the Ring app's store to the integrator's page. */
    private static void install(Page phone) {
        phone.getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText("Casa Doorman"))
                .filter(new Locator.FilterOptions().setHasText("Production"))
                .click();
        press(phone, "Allow and install");
        phone.getByRole(AriaRole.LINK, named("Sign in at Casa Doorman")).click();
    }

    private static void signInAsOperator(Page ops) {
        ops.navigate(demo.url() + "/ops");
        fill(ops, "Operator key", operatorKey);
        press(ops, "Sign in");
        ops.getByRole(AriaRole.HEADING, heading("Links of all tenants")).waitFor();
    }

    /** Opens the page of the link whose account Ring shows as this address, masked, and answers its id. */
    private static String findLink(Page ops, String email, String health) {
        ops.navigate(demo.url() + "/ops/tenants/casa-sicura/links?app=doorman&health=" + health);
        String masked = email.charAt(0) + "***@example.org";
        ops.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(masked))
                .getByRole(AriaRole.LINK)
                .click();
        ops.getByRole(AriaRole.HEADING, heading("History, newest first")).waitFor();
        return ops.url().substring(ops.url().lastIndexOf('/') + 1);
    }

    private static List<String> badges(Page page) {
        return page.locator("main > p .badge").allTextContents();
    }

    private static void fill(Page page, String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, named(name)).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions heading(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static long linksOf(JsonNode fleet, String health) {
        long links = 0;
        for (JsonNode count : fleet.path("counts")) {
            if (count.path("health").asText().equals(health)) {
                links += count.path("links").asLong();
            }
        }
        return links;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
