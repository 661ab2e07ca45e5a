package dev.linkhub.chaos.world;

import dev.linkhub.standalone.demo.AppAtBoth;
import dev.linkhub.standalone.demo.JsonApi;

/** An app that both the hub and Ring know. */
record App(Tenant tenant, String slug, String ringId) {

    static App create(Tenant tenant, JsonApi ring, String slug) {
        return new App(tenant, slug, AppAtBoth.introduce(tenant.api(), ring, slug, slug));
    }
}
