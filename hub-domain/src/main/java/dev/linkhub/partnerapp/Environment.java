package dev.linkhub.partnerapp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which of an app's sets of addresses a request came in by. Ring shares one set of credentials between staging and
 * production and nothing in a request tells them apart ({@code ring-contract.md} §8), so each has its own addresses.
 */
public enum Environment {
    STAGING,
    PRODUCTION,
    /** The same journey against the hub's simulator, with credentials that the hub makes. */
    SANDBOX;

    /** Whose servers belong to it. */
    public RingSite site() {
        return switch (this) {
            case STAGING, PRODUCTION -> RingSite.RING;
            case SANDBOX -> RingSite.SANDBOX;
        };
    }

    /** Those of one site. */
    public static List<Environment> of(RingSite site) {
        return Arrays.stream(values())
                .filter(environment -> environment.site() == site)
                .toList();
    }

    /** As it is written in addresses and JSON: {@code staging}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From how it is written. */
    public static Optional<Environment> parse(String text) {
        return Arrays.stream(values())
                .filter(environment -> environment.text().equals(text))
                .findFirst();
    }
}
