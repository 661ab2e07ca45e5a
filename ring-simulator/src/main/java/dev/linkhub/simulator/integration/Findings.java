package dev.linkhub.simulator.integration;

import dev.linkhub.simulator.oauth.CodeFate;
import dev.linkhub.simulator.oauth.Tokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says in words what a partner has left undone in an installation for longer than it can be under way: no call shows
 * that. It goes by the simulator's time (ring-contract.md §1.2, §3 to §5).
 */
public final class Findings {

    private final Tokens tokens;
    private final InstantSource clock;

    public Findings(Tokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** In the order of the journey; empty if all is well, or over. */
    public List<String> of(Installation installation) {
        return switch (installation.status()) {
            case PENDING, AWAITING, COMPLETED -> find(installation, clock.instant());
            case UNHEALTHY, REMOVED -> List.of();
        };
    }

    private List<String> find(Installation installation, Instant now) {
        List<String> found = new ArrayList<>();
        tokens.latestCode(installation.id())
                .flatMap(code -> aboutCode(installation, code, now))
                .ifPresent(found::add);
        if (installation.status() == InstallationStatus.PENDING) {
            installation
                    .latestRedirect()
                    .flatMap(redirect -> aboutNonce(installation, redirect, now))
                    .ifPresent(found::add);
        }
        if (installation.isHalfDone() && now.isAfter(installation.updatedAt().plus(Redirect.VALIDITY))) {
            found.add("PATCH never came: stays awaiting");
        }
        return found;
    }

    private static Optional<String> aboutCode(Installation installation, CodeFate code, Instant now) {
        if (now.isBefore(code.expiresAt())) {
            return Optional.empty();
        }
        if (!code.redeemed()) {
            return Optional.of("code never redeemed: it was good for 60 s");
        }
        return installation.isIdentified()
                ? Optional.empty()
                : Optional.of("users/me never asked: without the account id no nonce can be matched");
    }

    private static Optional<String> aboutNonce(Installation installation, Redirect redirect, Instant now) {
        if (installation.nonceTrouble().isPresent()) {
            return Optional.of(
                    "no good nonce was posted: " + installation.nonceTrouble().orElseThrow());
        }
        return redirect.isFresh(now)
                ? Optional.empty()
                : Optional.of("nonce never posted: nobody signed in, or the partner found no account for it"
                        + " (HMAC-SHA256 over time:account id, the key as text and not base64-decoded, as base64url"
                        + " without padding)");
    }
}
