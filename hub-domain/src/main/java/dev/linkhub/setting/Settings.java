package dev.linkhub.setting;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is set from outside: environment variables, and before them the system properties of the same meaning. An empty value
 * counts as none.
 */
public final class Settings {

    private final Map<String, String> environment;
    private final Map<String, String> properties;

    private Settings(Map<String, String> environment, Map<String, String> properties) {
        this.environment = Map.copyOf(environment);
        this.properties = Map.copyOf(properties);
    }

    /** This process's. */
    public static Settings ofProcess() {
        Map<String, String> properties = new HashMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("hub."))
                .forEach(name -> properties.put(name, System.getProperty(name)));
        return new Settings(System.getenv(), properties);
    }

    /** These, with some properties replaced. */
    public Settings with(Map<String, String> replaced) {
        Map<String, String> more = new HashMap<>(properties);
        more.putAll(replaced);
        return new Settings(environment, more);
    }

    /** The value of a property such as {@code hub.data-dir}, if it has one. */
    public Optional<String> get(String property) {
        return Optional.ofNullable(properties.get(property))
                .or(() -> Optional.ofNullable(environment.get(InvalidSetting.variable(property))))
                .filter(value -> !value.isBlank());
    }

    /**
     * The value of a property that must have one.
     *
     * @param remedy what to do if it has none, for the one line that the operator reads
     */
    public String require(String property, String remedy) {
        return get(property).orElseThrow(() -> InvalidSetting.unshown(property, "is not set: " + remedy));
    }

    /** A port. */
    public int port(String property, int otherwise) {
        String value = get(property).orElse(String.valueOf(otherwise));
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new InvalidSetting(property, value, "a port from 1 to 65535");
        }
        return Integer.parseInt(value);
    }

    /** The properties that were set as such; the environment is there for everybody to see. */
    public Map<String, String> properties() {
        return properties;
    }
}
