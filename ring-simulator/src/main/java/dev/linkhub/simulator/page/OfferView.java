package dev.linkhub.simulator.page;

import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.settings.Choice;
import java.util.LinkedHashMap;
import java.util.Map;

/** An app that could be installed. Public for the template engine only. */
public record OfferView(String app, String name, String environment, String environmentName) {

    static OfferView of(RingApp app, RingEnvironment environment) {
        String name = Choice.name(environment);
        return new OfferView(app.id(), app.name(), name, AccountView.capitalised(name));
    }

    /** Where calls and browsers go, by the names of Ring's console (ring-contract.md §1.2). */
    static Map<String, String> addresses(RingApp app, RingEnvironment environment) {
        Map<String, String> addresses = new LinkedHashMap<>();
        app.urls(environment).ifPresent(urls -> {
            addresses.put("Token Exchange URL", urls.tokenExchange().toString());
            addresses.put("Account Link URL", urls.accountLink().toString());
            addresses.put("Webhook URL", urls.webhook().toString());
            addresses.put("App Homepage URL", urls.appHomepage().toString());
        });
        return addresses;
    }

    /** The first letter of the name, for the eye. */
    public String initial() {
        return name.substring(0, name.offsetByCodePoints(0, 1));
    }
}
