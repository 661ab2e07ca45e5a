package dev.linkhub.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.audit.Actor;
import dev.linkhub.branding.Branding;
import dev.linkhub.branding.Brandings;
import dev.linkhub.web.testing.PagesJourney;
import dev.linkhub.web.testing.TestBrowser.Page;
import dev.linkhub.wording.Language;
import dev.linkhub.wording.OwnText;
import dev.linkhub.wording.OwnWording;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("persistence")
@MicronautTest(transactional = false)
class LanguagePagesTest extends PagesJourney {

    @Inject
    Brandings brandings;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                        | en | Sign in
            en-GB                    | en | Sign in
            de-AT, en;q=0.5          | de | Anmelden
            fr-CA                    | fr | Se connecter
            nl, es-MX;q=0.5          | es | Iniciar sesión
            ja                       | ja | サインイン
            zh                       | en | Sign in
            """)
    void thePageSpeaksAsTheBrowserWants(@Nullable String wanted, String lang, String heading) {
        Page page = browser.sending("Accept-Language", wanted).get(path("sign-in"));
        assertThat(page.document().select("html").attr("lang")).isEqualTo(lang);
        assertThat(page.heading()).isEqualTo(heading);
    }

    @Test
    void aLanguageThatTheTenantDoesNotOfferIsNotSpoken() {
        brand("de-CH", Set.of(Language.GERMAN, Language.FRENCH), OwnWording.NONE);
        assertThat(spoken("en-US,en")).isEqualTo("de");
        assertThat(spoken("fr")).isEqualTo("fr");
        assertThat(spoken("ja, fr;q=0.1")).isEqualTo("fr");
    }

    @Test
    void errorsSpeakItToo() {
        browser.sending("Accept-Language", "de");
        for (String path : new String[] {path("nowhere"), "/t/nobody/sign-in", path("sign-in/")}) {
            assertThat(browser.get(path).document().select("html").attr("lang"))
                    .as(path)
                    .isEqualTo("de");
        }
        assertThat(browser.post(path("sign-in"), Map.of("email", "x")).heading())
                .isNotEqualTo(
                        stranger().post(path("sign-in"), Map.of("email", "x")).heading());
    }

    @Test
    void datesAreWrittenAsInTheReadersRegion() {
        String day = clock.instant().toString().substring(0, 10);
        linkedBy(browser, ring.install(app, ring.account()));
        assertThat(browser.sending("Accept-Language", "ja")
                        .get(home())
                        .document()
                        .select(".link-state > .meta")
                        .text())
                .contains(day.substring(0, 4) + "年");
        assertThat(browser.sending("Accept-Language", "de")
                        .get(home())
                        .document()
                        .select(".lately")
                        .text())
                .contains(" UTC")
                .doesNotContain("PM");
    }

    @Test
    void whatTheTenantSaysInItsOwnWordsIsTextInThatLanguage() {
        String own = "Welcome <b>home</b> {0}, it's us";
        brand(null, Set.of(), new OwnWording(Map.of(Language.ENGLISH, Map.of(OwnText.SIGN_IN_INTRO, own))));
        Page english = browser.get(path("sign-in"));
        assertThat(english.document().select(".lead").text()).isEqualTo(own);
        assertThat(english.document().select("b")).isEmpty();
        assertThat(browser.sending("Accept-Language", "de")
                        .get(path("sign-in"))
                        .document()
                        .select(".lead")
                        .text())
                .isNotEqualTo(own)
                .isNotEmpty();
    }

    @Test
    void eachOwnTextHasItsPlace() {
        linkedBy(browser, ring.install(app, ring.account()));
        Map<OwnText, String> texts = new EnumMap<>(OwnText.class);
        for (OwnText text : OwnText.values()) {
            texts.put(text, "Own words for " + text.text());
        }
        brand(null, Set.of(), new OwnWording(Map.of(Language.ENGLISH, texts)));
        assertSaid(stranger().get(path("sign-in")), OwnText.SIGN_IN_INTRO);
        assertSaid(stranger().get(path("create-account")), OwnText.CREATE_ACCOUNT_INTRO);
        assertSaid(browser.get(home()), OwnText.HOME_NOTE);
        assertSaid(browser.get(path("disconnect/" + onlyLink().linkId())), OwnText.DISCONNECT_NOTE);
        browser.submit(
                browser.get(path("disconnect/" + onlyLink().linkId())),
                path("disconnect/" + onlyLink().linkId()),
                Map.of());
        assertSaid(browser.get(path("repair/" + onlyLink().linkId())), OwnText.REPAIR_NOTE);
        Page asked = confirmation(stranger(), ring.install(app, ring.account()));
        assertSaid(asked, OwnText.CONFIRM_NOTE);
    }

    private static void assertSaid(Page page, OwnText text) {
        assertThat(page.document().select("main").text()).contains("Own words for " + text.text());
    }

    private String spoken(String wanted) {
        return browser.sending("Accept-Language", wanted)
                .get(path("sign-in"))
                .document()
                .select("html")
                .attr("lang");
    }

    private void brand(@Nullable String locale, Set<Language> languages, OwnWording wording) {
        brandings.put(
                app.tenant().scope(),
                new Branding("Acme", "#123456", null, null, null, null, locale, languages, wording),
                Actor.OPERATOR);
    }
}
