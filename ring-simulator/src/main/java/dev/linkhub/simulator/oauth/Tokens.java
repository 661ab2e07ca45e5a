package dev.linkhub.simulator.oauth;

import dev.linkhub.simulator.oauth.TokenOutcome.InvalidGrant;
import dev.linkhub.simulator.oauth.TokenOutcome.Issued;
import dev.linkhub.simulator.secret.Fingerprint;
import dev.linkhub.simulator.secret.RandomText;
import dev.linkhub.simulator.settings.CurrentSettings;
import dev.linkhub.simulator.settings.PreviousAccessToken;
import dev.linkhub.simulator.settings.Rotation;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every code and token Ring has given (ring-contract.md §2). One lock: each request sees all or nothing of another. */
public final class Tokens {

    static final Duration CODE_LIFETIME = Duration.ofSeconds(60);
    static final Duration ACCESS_LIFETIME = Duration.ofHours(4);
    static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

    private static final int MOST_SPENT_KEPT = 1_000;

    private final InstantSource clock;
    private final CurrentSettings settings;
    private final Counters counters;
    private final Map<Fingerprint, Code> codes = new LinkedHashMap<>();
    private final Map<Fingerprint, Token> tokens = new HashMap<>();
    private final Map<String, List<Code>> codesByInstallation = new HashMap<>();
    private final Map<String, List<TokenFamily>> familiesByInstallation = new LinkedHashMap<>();
    private final Deque<SpentToken> spentReceived = new ArrayDeque<>();

    public Tokens(InstantSource clock, CurrentSettings settings, Counters counters) {
        this.clock = clock;
        this.settings = settings;
        this.counters = counters;
    }

    /** A new code in clear, good for 60 s and one redemption by the holder's app. */
    public String issueCode(Holder holder) {
        String code = "us-east-1-rsim." + RandomText.base62(40);
        synchronized (this) {
            Code issued = new Code(holder, clock.instant().plus(CODE_LIFETIME));
            codes.put(Fingerprint.of(code), issued);
            codesByInstallation
                    .computeIfAbsent(holder.installation(), id -> new ArrayList<>())
                    .add(issued);
        }
        counters.count(Counter.CODES_ISSUED);
        return code;
    }

    /** New pairs in clear, each as if it came of a code of its own; for households in numbers that nobody can install. */
    public List<IssuedPair> issuePairs(Holder holder, int count) {
        List<IssuedPair> pairs = new ArrayList<>(count);
        synchronized (this) {
            Instant now = clock.instant();
            for (int i = 0; i < count; i++) {
                TokenFamily family = new TokenFamily(holder);
                keep(family);
                Issued issued = issue(family, now);
                pairs.add(new IssuedPair(issued.revealAccessToken(), issued.revealRefreshToken()));
            }
        }
        return pairs;
    }

    TokenOutcome redeem(String presented, String app) {
        Fingerprint fingerprint = Fingerprint.of(presented);
        synchronized (this) {
            Code code = codes.get(fingerprint);
            if (code == null || !code.holder().app().equals(app)) {
                counters.count(Counter.UNKNOWN_CODES_RECEIVED);
                return new InvalidGrant("the code is not known", strange(fingerprint, app, "code"));
            }
            TokenFamily given = code.given();
            if (given != null) {
                counters.count(Counter.CODES_REDEEMED_TWICE);
                given.revoke();
                return new InvalidGrant(
                        "the code has been used", "code redeemed twice: the tokens of the first time are revoked");
            }
            if (code.isRevoked()) {
                return new InvalidGrant("the code is revoked", "the app was removed before the code was redeemed");
            }
            Instant now = clock.instant();
            if (!now.isBefore(code.expiresAt())) {
                counters.count(Counter.CODES_EXPIRED);
                return new InvalidGrant("the code has expired", "code redeemed more than 60 s after it was given");
            }
            TokenFamily family = new TokenFamily(code.holder());
            keep(family);
            code.redeemedFor(family);
            counters.count(Counter.CODES_REDEEMED);
            return issue(family, now);
        }
    }

    TokenOutcome refresh(String presented, String app) {
        Fingerprint fingerprint = Fingerprint.of(presented);
        synchronized (this) {
            Token token = tokens.get(fingerprint);
            if (token == null
                    || token.kind() != Token.Kind.REFRESH
                    || !token.family().holder().app().equals(app)) {
                counters.count(Counter.UNKNOWN_REFRESH_TOKENS_RECEIVED);
                return new InvalidGrant("the refresh token is not known", strange(fingerprint, app, "refresh token"));
            }
            Instant now = clock.instant();
            Rotation rotation = settings.get().tokens().rotation();
            Instant spentAt = token.spentAt();
            if (spentAt != null && !isWithinGrace(rotation, spentAt, now)) {
                return refuseSpent(token, spentAt, now);
            }
            if (token.isRevoked()) {
                counters.count(Counter.REVOKED_REFRESH_TOKENS_RECEIVED);
                return new InvalidGrant("the refresh token is revoked", "refresh token used after it was revoked");
            }
            if (token.isExpired(now)) {
                return new InvalidGrant("the refresh token has expired", "refresh token older than 30 days");
            }
            if (!(rotation instanceof Rotation.Reusable)) {
                token.spend(now);
            }
            if (settings.get().tokens().previousAccessToken() == PreviousAccessToken.DIES) {
                token.family().tokens().stream()
                        .filter(other -> other.kind() == Token.Kind.ACCESS)
                        .forEach(Token::end);
            }
            counters.count(Counter.REFRESHES);
            return issue(token.family(), now);
        }
    }

    /** Whom a live access token speaks for; empty if it is unknown, expired, revoked or of another kind. */
    public Optional<Holder> authenticate(String accessToken) {
        Fingerprint fingerprint = Fingerprint.of(accessToken);
        synchronized (this) {
            Token token = tokens.get(fingerprint);
            return token != null && token.kind() == Token.Kind.ACCESS && token.isLive(clock.instant())
                    ? Optional.of(token.family().holder())
                    : Optional.empty();
        }
    }

    /** Whom a code or token speaks or spoke for, live or not. */
    public Optional<Holder> holderOf(String codeOrToken) {
        Fingerprint fingerprint = Fingerprint.of(codeOrToken);
        synchronized (this) {
            Token token = tokens.get(fingerprint);
            Code code = codes.get(fingerprint);
            return token != null
                    ? Optional.of(token.family().holder())
                    : Optional.ofNullable(code).map(Code::holder);
        }
    }

    public Introspection introspect(String codeOrToken) {
        Fingerprint fingerprint = Fingerprint.of(codeOrToken);
        synchronized (this) {
            Token token = tokens.get(fingerprint);
            Code code = codes.get(fingerprint);
            if (token != null) {
                return Introspections.of(token, clock.instant());
            }
            return code != null ? Introspections.of(code, clock.instant()) : Introspection.UNKNOWN;
        }
    }

    /** What became of the latest code of an installation; empty while none was given. */
    public synchronized Optional<CodeFate> latestCode(String installation) {
        List<Code> given = codesByInstallation.getOrDefault(installation, List.of());
        return given.isEmpty()
                ? Optional.empty()
                : Optional.of(new CodeFate(
                        given.getLast().expiresAt(), given.getLast().given() != null));
    }

    /** Ends everything the installation has, unredeemed codes included. */
    public synchronized void revoke(String installation) {
        familiesByInstallation.getOrDefault(installation, List.of()).forEach(TokenFamily::revoke);
        codesByInstallation.getOrDefault(installation, List.of()).forEach(Code::revoke);
    }

    public synchronized int liveAccessTokens(String installation) {
        return live(installation, Token.Kind.ACCESS);
    }

    public synchronized int liveRefreshTokens(String installation) {
        return live(installation, Token.Kind.REFRESH);
    }

    /** The latest spent refresh tokens that were received, oldest first. */
    public synchronized List<SpentToken> spentReceived() {
        return List.copyOf(spentReceived);
    }

    public synchronized TokensSnapshot snapshot() {
        List<TokenFamily> families =
                familiesByInstallation.values().stream().flatMap(List::stream).toList();
        Map<TokenFamily, Integer> positions = new HashMap<>();
        families.forEach(family -> positions.put(family, positions.size()));
        return new TokensSnapshot(
                families.stream().map(TokenFamily::snapshot).toList(),
                codes.entrySet().stream()
                        .map(entry -> entry.getValue().snapshot(entry.getKey(), positions))
                        .toList(),
                List.copyOf(spentReceived));
    }

    public synchronized void restore(TokensSnapshot snapshot) {
        forget();
        List<TokenFamily> families =
                snapshot.families().stream().map(TokenFamily::new).toList();
        for (TokenFamily family : families) {
            family.tokens().forEach(token -> tokens.put(token.fingerprint(), token));
            keep(family);
        }
        snapshot.codes().forEach(kept -> {
            Code code = new Code(kept, families);
            codes.put(new Fingerprint(kept.sha256()), code);
            codesByInstallation
                    .computeIfAbsent(code.holder().installation(), key -> new ArrayList<>())
                    .add(code);
        });
        spentReceived.addAll(snapshot.spentReceived());
    }

    public synchronized void forget() {
        codes.clear();
        tokens.clear();
        familiesByInstallation.clear();
        codesByInstallation.clear();
        spentReceived.clear();
    }

    /** As if nothing had ever been given to the installation. */
    public synchronized void forget(String installation) {
        codes.values().removeIf(code -> code.holder().installation().equals(installation));
        tokens.values().removeIf(token -> token.family().holder().installation().equals(installation));
        familiesByInstallation.remove(installation);
        codesByInstallation.remove(installation);
    }

    /** What was presented as a {@code wanted} and is none of this client's. */
    private String strange(Fingerprint fingerprint, String app, String wanted) {
        Token token = tokens.get(fingerprint);
        Code code = codes.get(fingerprint);
        if (token != null && token.family().holder().app().equals(app)) {
            return switch (token.kind()) {
                case ACCESS -> "an access token was presented as " + wanted;
                case REFRESH -> "a refresh token was presented as " + wanted;
            };
        }
        if (code != null && code.holder().app().equals(app)) {
            return "a code was presented as " + wanted;
        }
        return token != null || code != null
                ? "the " + wanted + " was given to another client"
                : "Ring never gave this " + wanted + " to this client";
    }

    private InvalidGrant refuseSpent(Token token, Instant spentAt, Instant now) {
        counters.count(Counter.SPENT_REFRESH_TOKENS_RECEIVED);
        spentReceived.addLast(new SpentToken(
                token.fingerprint().sha256(), now, spentAt, token.family().holder()));
        if (spentReceived.size() > MOST_SPENT_KEPT) {
            spentReceived.removeFirst();
        }
        token.family().revoke();
        return new InvalidGrant(
                "the refresh token has been used",
                "spent refresh token received, sha256 " + token.fingerprint().sha256()
                        + ": all tokens of this grant are revoked");
    }

    private static boolean isWithinGrace(Rotation rotation, Instant spentAt, Instant now) {
        return switch (rotation) {
            case Rotation.Strict _, Rotation.Reusable _ -> false;
            case Rotation.Grace(Duration period) -> now.isBefore(spentAt.plus(period));
        };
    }

    private Issued issue(TokenFamily family, Instant now) {
        String access = "rsim-at." + RandomText.base62(48);
        String refresh = "rsim-rt." + RandomText.base62(48);
        add(new Token(Token.Kind.ACCESS, Fingerprint.of(access), family, now.plus(ACCESS_LIFETIME)));
        add(new Token(Token.Kind.REFRESH, Fingerprint.of(refresh), family, now.plus(REFRESH_LIFETIME)));
        return new Issued(access, refresh, ACCESS_LIFETIME);
    }

    private void keep(TokenFamily family) {
        familiesByInstallation
                .computeIfAbsent(family.holder().installation(), id -> new ArrayList<>())
                .add(family);
    }

    private void add(Token token) {
        tokens.put(token.fingerprint(), token);
        token.family().tokens().add(token);
    }

    private int live(String installation, Token.Kind kind) {
        Instant now = clock.instant();
        return (int) familiesByInstallation.getOrDefault(installation, List.of()).stream()
                .flatMap(family -> family.tokens().stream())
                .filter(token -> token.kind() == kind && token.isLive(now))
                .count();
    }
}
