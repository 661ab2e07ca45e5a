package dev.linkhub.egress;

import dev.linkhub.setting.InvalidSetting;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code HUB_EGRESS_ALLOW}: hosts, separated by commas, that tenants' addresses may name although they are private or speak
 * plain http. For the demo, for tests and for a provider on the operator's own network; none by default.
 */
@Context
public final class EgressSettings {

    private static final String PROPERTY = "hub.egress-allow";
    private static final Pattern HOST = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:.]{2,45}");

    private final Set<String> hosts;

    EgressSettings(@Property(name = PROPERTY, defaultValue = "") String value) {
        hosts = Arrays.stream(value.split(","))
                .map(EgressSettings::bare)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            throw new InvalidSetting(
                    PROPERTY, value, "host names and addresses separated by commas, such as localhost,10.0.0.7,[::1]");
        }
    }

    /** Whether tenants' addresses may name this host whatever it is. */
    boolean allows(String host) {
        return hosts.contains(bare(host));
    }

    /** An IPv6 address has brackets in an address and none where it is resolved. */
    private static String bare(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }
}
