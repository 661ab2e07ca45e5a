package dev.linkhub.simulator.page;

import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.settings.Choice;

/** An app that could be installed. Public for the template engine only. */
public record OfferView(String app, String name, String environment, String environmentName) {

    static OfferView of(RingApp app, RingEnvironment environment) {
        String name = Choice.name(environment);
        return new OfferView(app.id(), app.name(), name, AccountView.capitalised(name));
    }
}
