package dev.linkhub.simulator.account;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a device is, as coarsely as partners may know it; the state is given for some countries only. */
public record Location(String country, @Nullable String state) {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern STATE = Pattern.compile("[A-Z0-9]{1,3}");

    static final Location DEFAULT = new Location("US", "CA");

    public Location {
        if (!COUNTRY.matcher(country).matches()
                || (state != null && !STATE.matcher(state).matches())) {
            throw new IllegalArgumentException("a country is a code such as US, a state a code such as CA");
        }
    }
}
