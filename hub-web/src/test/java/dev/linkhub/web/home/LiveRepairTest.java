package dev.linkhub.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.LinkRemoval;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.refresh.Freshness;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.testing.Await;
import dev.linkhub.web.testing.PagesJourney;
import dev.linkhub.web.testing.ServerSentEvents;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("persistence")
@MicronautTest(transactional = false)
@Timeout(60)
class LiveRepairTest extends PagesJourney {

    private static final String CHANGED = "changed";

    @Inject
    FreshTokens freshTokens;

    @Inject
    LinkRemoval removal;

    private String account;
    private InstallationDetails installed;
    private AccountLink link;

    @BeforeEach
    void aLinkThatRingRevoked() {
        account = ring.account();
        installed = ring.install(app, account);
        link = linkedBy(browser, installed);
        ring.ring().revoke(installed.id());
        assertThat(freshTokens.ensure(app.app(), link.grantId(), Duration.ofMinutes(5), 1))
                .isInstanceOf(Freshness.Unhealthy.class);
    }

    @Test
    void eachStepIsTickedOffAsItIsHeardOf() {
        Page page = browser.get(repair());
        assertThat(steps(page.document())).containsExactly("now", "later", "later");
        try (ServerSentEvents live = browser.listen(livePath(page))) {
            assertThat(live.header("content-type")).startsWith("text/event-stream");
            assertThat(live.header("cache-control")).isEqualTo("no-store");

            ring.advance(Duration.ofMinutes(3));
            removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {});
            assertThat(steps(live.next(CHANGED).orElseThrow()))
                    .as("the first is what has changed: the page shows the rest already")
                    .containsExactly("done", "now", "later");

            ring.ring().remove(installed.id());
            InstallationDetails again = ring.install(app, account);
            assertThat(steps(live.next(CHANGED).orElseThrow())).containsExactly("done", "done", "now");

            Page asked = browser.follow(arrive(browser, again));
            answer(browser, asked, "link");
            Document told = live.next(CHANGED).orElseThrow();
            assertThat(told.select("li.now").text()).contains("You have signed in. We are telling Ring.");

            completion.proceed(app.tenant().scope(), link.linkId());
            Document healthy = live.next(CHANGED).orElseThrow();
            assertThat(healthy.select("h1").text()).isEqualTo("Your Ring link works");
            assertThat(healthy.select("ol")).isEmpty();
            assertThat(onlyLink().linkId()).isEqualTo(link.linkId());
        }
    }

    @Test
    void itSpeaksTheLanguageOfTheBrowser() {
        browser.sending("Accept-Language", "de-AT");
        String path = livePath(browser.get(repair()));
        ring.advance(Duration.ofMinutes(3));
        removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {});
        try (ServerSentEvents live = browser.listen(path)) {
            assertThat(live.next(CHANGED).orElseThrow().select("h1").text())
                    .isEqualTo(browser.get(repair()).heading())
                    .isNotEqualTo(stranger().get(path("sign-in")).heading());
        }
    }

    @Test
    void itEndsWithTheSession() {
        Page page = browser.get(repair());
        try (ServerSentEvents live = browser.listen(livePath(page))) {
            Page home = browser.get(home());
            browser.submit(home, path("sign-out"), Map.of());
            assertThat(live.next(CHANGED)).isEmpty();
        }
    }

    @Test
    void whoeverMayNotSeeTheLinkHearsNothingAndIsNotToComeBack() {
        String path = livePath(browser.get(repair()));
        for (TestBrowser other : List.of(stranger(), signedUp())) {
            try (ServerSentEvents live = other.listen(path)) {
                assertThat(live.status()).isEqualTo(204);
            }
        }
        try (ServerSentEvents none = browser.listen(path("repair/lnk_unknown/live"))) {
            assertThat(none.status()).isEqualTo(204);
        }
    }

    @Test
    void nobodyHoldsMoreThanAFewAtOnceAndWhatIsClosedMakesRoom() {
        String path = livePath(browser.get(repair()));
        List<ServerSentEvents> open = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            open.add(browser.listen(path));
            assertThat(open.getLast().status()).isEqualTo(200);
        }
        try (ServerSentEvents fifth = browser.listen(path)) {
            assertThat(fifth.status()).isEqualTo(503);
            assertThat(fifth.header("retry-after")).isEqualTo("10");
        }
        for (ServerSentEvents one : open) {
            one.close();
        }
        removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {});
        Await.until("room for another", () -> isOpened(path));
    }

    private boolean isOpened(String path) {
        try (ServerSentEvents live = browser.listen(path)) {
            return live.status() == 200;
        }
    }

    private static List<String> steps(Document document) {
        return document.select("ol.steps li").eachAttr("class");
    }

    private static String livePath(Page page) {
        String path = page.document().select("[sse-connect]").attr("sse-connect");
        assertThat(path).isNotEmpty();
        return path;
    }

    private String repair() {
        return path("repair/" + link.linkId());
    }
}
