package dev.linkhub.simulator.app;

import dev.linkhub.simulator.settings.Choice;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A partner's app in the Ring Appstore. */
public record RingApp(String id, String name, Credentials credentials, Map<RingEnvironment, PartnerUrls> environments) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    public RingApp {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an id has 1 to 64 letters, digits, dots, hyphens and underscores");
        }
        if (name.isBlank() || name.length() > 80) {
            throw new IllegalArgumentException("a name has 1 to 80 characters");
        }
        environments = Map.copyOf(environments);
    }

    public Optional<PartnerUrls> urls(RingEnvironment environment) {
        return Optional.ofNullable(environments.get(environment));
    }

    /** For people: the environments that have addresses. */
    public String environmentNames() {
        return environments.isEmpty()
                ? "none"
                : environments.keySet().stream().sorted().map(Choice::name).collect(Collectors.joining(", "));
    }

    RingApp with(RingEnvironment environment, PartnerUrls urls) {
        Map<RingEnvironment, PartnerUrls> changed = new EnumMap<>(RingEnvironment.class);
        changed.putAll(environments);
        changed.put(environment, urls);
        return new RingApp(id, name, credentials, changed);
    }
}
