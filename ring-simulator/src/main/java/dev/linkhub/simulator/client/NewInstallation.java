package dev.linkhub.simulator.client;

import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.settings.CodeEncoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An installation to make. {@code account} and {@code app} are ids; {@code devices} null shares all;
 * {@code codeEncoding} null leaves it to the settings; {@code newAccountId} gives the person a new account id first.
 */
public record NewInstallation(
        String account,
        String app,
        RingEnvironment environment,
        @Nullable List<String> devices,
        @Nullable CodeEncoding codeEncoding,
        boolean newAccountId) {

    public NewInstallation {
        devices = devices == null ? null : List.copyOf(devices);
    }

    public static NewInstallation of(String account, String app, RingEnvironment environment) {
        return new NewInstallation(account, app, environment, null, null, false);
    }

    public NewInstallation sharing(List<String> deviceIds) {
        return new NewInstallation(account, app, environment, deviceIds, codeEncoding, newAccountId);
    }

    public NewInstallation withCodeAs(CodeEncoding encoding) {
        return new NewInstallation(account, app, environment, devices, encoding, newAccountId);
    }

    public NewInstallation underNewAccountId() {
        return new NewInstallation(account, app, environment, devices, codeEncoding, true);
    }
}
