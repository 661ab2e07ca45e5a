package dev.linkhub.standalone;

import dev.linkhub.setting.HubStart;
import dev.linkhub.setting.Settings;

/** Starts the hub; {@code SIGTERM} and Ctrl-C stop it gracefully. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        StandaloneHub hub = new StandaloneHub(Settings.ofProcess());
        HubStart.orExit(hub::start);
        hub.awaitStop();
    }
}
