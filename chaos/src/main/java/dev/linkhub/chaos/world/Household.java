package dev.linkhub.chaos.world;

/**
 * A Ring user with the app.
 *
 * @param account by Ring's id
 * @param installation by Ring's id
 */
public record Household(int number, App app, String account, String installation) {

    /** The app by Ring's id. */
    public String ringApp() {
        return app.ringId();
    }
}
