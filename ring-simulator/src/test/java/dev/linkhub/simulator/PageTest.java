package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.client.AccountDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewApp;
import dev.linkhub.simulator.integration.InstallationStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private final Stage stage = new Stage();
    private final String accountPage = "/accounts/" + stage.account.id();
    private final String offerPage = accountPage + "/apps/" + stage.app.id() + "/staging";

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aUserInstallsSignsInAndRemoves() {
        assertThat(get("/").body()).contains("Ada Lovelace");
        assertThat(get(accountPage).body()).contains("No apps yet", "Casa", offerPage);
        assertThat(get(offerPage).body())
                .contains("Allow and install", "Front door", "Garden")
                .contains(stage.partner.url("/webhook").toString());

        String garden = stage.account.devices().get(1).id();
        assertThat(location(post(offerPage, "device=" + garden))).isEqualTo(accountPage);

        InstallationDetails installation = stage.client.installations().getFirst();
        assertThat(installation.devices()).containsExactly(garden);
        String signIn = "/installations/" + installation.id() + "/sign-in";
        String managePage = "/installations/" + installation.id();
        assertThat(get(offerPage).body()).contains("Installed").doesNotContain("Allow and install");
        assertThat(get(accountPage).body()).contains("Sign in at Casa", signIn, managePage);
        assertThat(get(managePage).body())
                .contains(
                        "Sign in at Casa",
                        signIn + "?new_code=true",
                        "Open Casa",
                        stage.partner.url("/home").toString());

        HttpResponse<String> redirect = get(signIn);
        InstallationDetails signedIn = stage.client.installation(installation.id());
        assertThat(redirect.statusCode()).isEqualTo(303);
        assertThat(location(redirect))
                .isEqualTo(signedIn.redirect().accountLinkUrl().toString());
        assertThat(signedIn.redirect().nonce())
                .isNotEqualTo(installation.redirect().nonce());

        assertThat(location(post("/installations/" + installation.id() + "/remove", "")))
                .isEqualTo(accountPage);
        assertThat(stage.client.installation(installation.id()).status()).isEqualTo(InstallationStatus.REMOVED);
        assertThat(get(accountPage).body()).contains("No apps yet", "app_integration_removed");
        assertThat(get(managePage).statusCode()).isEqualTo(422);
    }

    @Test
    void aUserSharesDevicesAndTakesThemBack() {
        InstallationDetails installation = stage.install();
        String garden = stage.account.devices().get(1).id();
        String managePage = "/installations/" + installation.id();

        assertThat(location(post(managePage + "/devices", "device=" + garden))).isEqualTo(managePage);
        assertThat(stage.client.installation(installation.id()).devices()).containsExactly(garden);
        assertThat(get(managePage).body()).contains("device_removed");

        assertThat(post(managePage + "/devices", "device=nothing").statusCode()).isEqualTo(422);
        assertThat(stage.client.installation(installation.id()).devices()).containsExactly(garden);

        post(managePage + "/devices", "");
        assertThat(stage.client.installation(installation.id()).devices()).isEmpty();
    }

    @Test
    void aUserSignsInWithANewCode() {
        InstallationDetails installation = stage.install();

        HttpResponse<String> redirect = get("/installations/" + installation.id() + "/sign-in?new_code=true");

        assertThat(location(redirect)).startsWith(stage.partner.url("/link") + "?nonce=");
        assertThat(stage.client.requests("token_exchange")).hasSize(2);
    }

    @Test
    void aDeviceGoesOfflineAndComesBack() {
        stage.confirm(stage.install());
        String door =
                accountPage + "/devices/" + stage.account.devices().getFirst().id();

        assertThat(location(post(door + "/offline", ""))).isEqualTo(accountPage);
        assertThat(get(accountPage).body())
                .contains("Doorbell, offline", door + "/online", "device_offline")
                .doesNotContain(door + "/press", door + "/motion");

        post(door + "/online", "");
        assertThat(get(accountPage).body()).contains("device_online", door + "/press");
    }

    @Test
    void aUserRingsAndWalksPast() {
        stage.confirm(stage.install());
        String door =
                accountPage + "/devices/" + stage.account.devices().getFirst().id();
        String garden =
                accountPage + "/devices/" + stage.account.devices().get(1).id();
        assertThat(get(accountPage).body())
                .contains(door + "/press", door + "/motion", garden + "/motion")
                .doesNotContain(garden + "/press");

        assertThat(location(post(door + "/press", ""))).isEqualTo(accountPage);
        assertThat(get(accountPage).body()).contains("button_press").doesNotContain("motion_detected");
        assertThat(location(post(garden + "/motion", ""))).isEqualTo(accountPage);

        assertThat(get(accountPage).body()).contains("motion_detected");
        assertThat(post(garden + "/press", "").statusCode()).isEqualTo(422);
    }

    @Test
    void anAccountIsCreatedWithDevices() {
        HttpResponse<String> created = post(
                "/accounts", "first_name=Grace&last_name=Hopper&email=g%40example.com&device=doorbell&device=chime");

        AccountDetails grace = stage.client.accounts().getLast();
        assertThat(location(created)).isEqualTo("/accounts/" + grace.id());
        assertThat(grace.firstName()).isEqualTo("Grace");
        assertThat(grace.devices()).hasSize(2);
    }

    @Test
    void aCodeThatWasNotTakenIsShownAndTriedAgain() {
        stage.partner.answerNext("/token-exchange", 500);
        post(offerPage, "");
        assertThat(get(accountPage).body()).contains("did not take the code", "500", "Try again", "Not connected");

        stage.partner.answerNext("/token-exchange", 500);
        String signIn =
                "/installations/" + stage.client.installations().getFirst().id() + "/sign-in";
        assertThat(location(get(signIn))).isEqualTo(accountPage);

        assertThat(location(get(signIn))).startsWith(stage.partner.url("/link") + "?nonce=");
        assertThat(get(accountPage).body()).doesNotContain("did not take the code");
    }

    @Test
    void aPartnerThatIsDownIsNamedInWords() {
        stage.partner.close();

        post(offerPage, "");

        assertThat(get(accountPage).body())
                .contains("did not take the code", "refused")
                .doesNotContain("Exception");
    }

    @Test
    void theFirstLetterOfANameIsShownWhole() {
        String smiling = stage.client
                .createAccount(NewAccount.of("😀", "S", "s@example.com"))
                .id();

        assertThat(get("/accounts/" + smiling).body()).contains(">😀</span>");
    }

    @Test
    void callsOfDifferentDaysAreToldApart() {
        post(offerPage, "");
        stage.client.moveClock(Duration.ofDays(30));
        stage.client.remove(stage.client.installations().getFirst().id());

        assertThat(get(accountPage).body()).contains("6 Jul 11:11:00", ">11:11:00</span>");
    }

    @Test
    void namesAreEscaped() {
        stage.client.createApp(NewApp.named("<script>alert(1)</script>").withUrls(STAGING, stage.partner.urls()));

        assertThat(get(accountPage).body()).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    @Test
    void pagesForbidInlineScriptsInlineStylesAndFrames() {
        HttpResponse<String> page = get(accountPage);

        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains(
                                "default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(page.body())
                .containsOnlyOnce("<script")
                .contains("<script src=\"/assets/live.js\" defer></script>")
                .doesNotContain("style=", "onclick");
        assertThat(get("/assets/live.js").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
        assertThat(get("/assets/simulator.css").statusCode()).isEqualTo(200);
        assertThat(get("/assets/icon.svg").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotPossibleIsSaidOnAPage() {
        HttpResponse<String> unknown = get("/accounts/nobody");
        HttpResponse<String> nameless = post("/accounts", "first_name=&last_name=&email=");

        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("That is not possible", "nobody");
        assertThat(nameless.statusCode()).isEqualTo(422);
        assertThat(nameless.body()).contains("must not be blank");
    }

    @ParameterizedTest
    @CsvSource({"Origin, https://evil.example", "Origin, null", "Sec-Fetch-Site, cross-site"})
    void postsFromOtherSitesAreRefused(String header, String value) {
        HttpRequest.Builder form = stage.request("/accounts")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(header, value)
                .POST(BodyPublishers.ofString("first_name=A&last_name=B&email=c"));
        HttpRequest.Builder reset =
                stage.request("/control/reset").header(header, value).POST(BodyPublishers.noBody());

        assertThat(stage.send(form).statusCode()).isEqualTo(403);
        assertThat(stage.send(reset).statusCode()).isEqualTo(403);
        assertThat(stage.client.accounts()).hasSize(1);
    }

    @Test
    void postsFromOnesOwnPagesAreTaken() {
        HttpResponse<String> response = stage.send(stage.request("/accounts")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", stage.simulator.url().toString())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("first_name=A&last_name=B&email=c")));

        assertThat(response.statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/control/apps", "/", "/accounts/x"})
    void aForeignHostNameIsRefused(String path) throws IOException {
        assertThat(statusLine(path, "rebound.example:80")).contains("403");
        assertThat(statusLine("/control/apps", "localhost:" + stage.simulator.port()))
                .contains("200");
        assertThat(statusLine("/control/apps", "[::1]:" + stage.simulator.port()))
                .contains("200");
    }

    private String statusLine(String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), stage.simulator.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(0, answer.indexOf('\r'));
        }
    }

    private HttpResponse<String> get(String path) {
        return stage.send(stage.request(path));
    }

    private HttpResponse<String> post(String path, String form) {
        return stage.send(stage.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("none, but " + response.statusCode());
    }
}
