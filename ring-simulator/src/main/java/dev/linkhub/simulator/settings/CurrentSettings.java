package dev.linkhub.simulator.settings;

/** The settings in force. */
public final class CurrentSettings {

    private volatile Settings settings = Settings.DEFAULT;

    public Settings get() {
        return settings;
    }

    public void set(Settings newSettings) {
        settings = newSettings;
    }

    public void forget() {
        settings = Settings.DEFAULT;
    }
}
