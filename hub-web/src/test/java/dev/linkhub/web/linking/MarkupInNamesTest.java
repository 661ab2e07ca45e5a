package dev.linkhub.web.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.audit.Actor;
import dev.linkhub.branding.Branding;
import dev.linkhub.branding.Brandings;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.web.testing.PagesJourney;
import dev.linkhub.web.testing.TestBrowser.Page;
import dev.linkhub.wording.OwnWording;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever a tenant or a Ring user calls something, pages show it as text, and run nothing. */
@MicronautTest(transactional = false)
class MarkupInNamesTest extends PagesJourney {

    private static final String KEY = "operator-key-of-this-test";
    private static final String EVIL = "<script>alert(1)</script>\"'&${7*7}[[${7*7}]]";

    @Inject
    Brandings brandings;

    @Inject
    AppPauses pauses;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("hub.operator-key", KEY);
        return properties;
    }

    @Test
    void namesAreTextOnEveryPageOfTheJourney() {
        var tenant = app.tenant().scope();
        brandings.put(
                tenant,
                new Branding(EVIL, "#123456", null, null, null, null, null, Set.of(), OwnWording.NONE),
                Actor.OPERATOR);
        apps.rename(tenant, app.app().appId(), EVIL, Actor.OPERATOR);
        String account = ring.ring()
                .createAccount(NewAccount.of("<b>Jane", "Doe", "jane@<img src=x onerror=alert(1)>"))
                .id();
        InstallationDetails installed = ring.install(app, account);

        Page arrived = arrive(browser, installed);
        Page confirmation = signUpAt(browser, arrived.location());
        assertPlain(confirmation);
        assertThat(confirmation.document().select("dd").eachText())
                .startsWith("<••• / j•••@<img src=x onerror=alert(1)>");
        assertThat(confirmation.document().select("main").text()).contains(EVIL + " will be able to use");
        assertPlain(browser.follow(answer(browser, confirmation, "link")));
        AccountLink link = onlyLink();
        completion.proceed(tenant, link.linkId());
        Page done = browser.get(arrived.location());
        assertPlain(done);
        assertThat(done.document().select("main").text()).contains(EVIL + " can now use");
        assertPlain(browser.get(path("sign-in")));
        Page home = browser.get(home());
        assertPlain(home);
        assertThat(home.document().select("h2").text()).startsWith(EVIL);
        assertPlain(browser.get(path("repair/" + link.linkId())));
        assertPlain(browser.get(path("repair/lnk_x")));
        assertPlain(browser.get(path("nowhere")));
        assertPlain(browser.get(path("nowhere/production/link")));

        InstallationDetails next = ring.install(app, ring.account());
        pauses.credentialsRejected(current(app), app.app().credentialVersion());
        assertPlain(browser.follow(arrive(browser, next)));

        String ops = "/ops/tenants/" + app.tenant().slug();
        browser.submit(browser.get("/ops/sign-in"), "/ops/sign-in", Map.of("key", KEY));
        Page ofApp = browser.get(ops + "/apps/" + app.app().slug());
        assertPlain(ofApp);
        assertThat(ofApp.heading()).startsWith(EVIL);
        assertPlain(browser.get("/ops"));
        assertPlain(browser.get(ops + "/links?app=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"));
        assertPlain(browser.get(ops + "/links/" + link.linkId()));
    }

    /** A page is there, and has no scripts but those of ours that it waits with. */
    private static void assertPlain(Page page) {
        assertThat(page.document().select("h1")).as(page.body()).hasSize(1);
        assertThat(page.document().select("script:not([src^=/assets/]), style, img, b, [style]"))
                .as(page.body())
                .isEmpty();
        assertThat(page.document().getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .map(attribute -> attribute.getKey())
                        .filter(name -> name.startsWith("on")))
                .as(page.body())
                .isEmpty();
    }
}
