package dev.linkhub.chaos.world;

import dev.linkhub.chaos.history.History;
import dev.linkhub.chaos.history.Revocation;
import dev.linkhub.chaos.history.RingCall;
import dev.linkhub.chaos.history.SpentReceipt;
import dev.linkhub.simulator.client.RecordedRequest;
import dev.linkhub.simulator.client.RequestQuery;
import dev.linkhub.simulator.client.RingSimulatorClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes down what Ring sees, which it keeps for a while only. */
public final class RingWatch {

    private static final Pattern SENT = Pattern.compile("(?:^|&)refresh_token=sha256:([0-9a-f]{16})");
    private static final Pattern FAULT = Pattern.compile("fault (\\S+): .*");

    /** A call is recorded when it is answered, under the time when it came. */
    private static final Duration SLOWEST_CALL = Duration.ofSeconds(70);

    private final RingSimulatorClient ring;
    private final Map<Long, RingCall> calls = new HashMap<>();
    private final Map<String, Instant> removalsAccepted = new HashMap<>();
    private final List<Revocation> revocations = new CopyOnWriteArrayList<>();

    public RingWatch(RingSimulatorClient ring) {
        this.ring = ring;
    }

    /** Takes down what is new. */
    public synchronized void look(Instant now) {
        Instant since = now.minus(SLOWEST_CALL);
        for (RecordedRequest call :
                ring.requests(RequestQuery.all().endpoint("token.refresh_token").since(since))) {
            read(call).ifPresent(read -> calls.put(call.id(), read));
        }
        for (RecordedRequest webhook :
                ring.requests(RequestQuery.all().endpoint("webhook").since(since))) {
            Integer status = webhook.status();
            if (status != null
                    && status / 100 == 2
                    && webhook.account() != null
                    && webhook.requestBody().contains("app_integration_removed")) {
                removalsAccepted.putIfAbsent(webhook.account(), webhook.at().plusMillis(webhook.durationMs()));
            }
        }
    }

    /** Ring lets this account's tokens die now. */
    public void revokes(Household household, Instant at) {
        revocations.add(new Revocation(at, household.account(), null));
    }

    /** All that was seen. */
    public synchronized History.AtRing seen() {
        List<SpentReceipt> spent = ring.spentRefreshTokens().stream()
                .map(token -> new SpentReceipt(token.receivedAt(), token.sha256(), token.spentAt(), token.account()))
                .toList();
        List<Revocation> known = revocations.stream()
                .map(one -> new Revocation(one.at(), one.account(), removalsAccepted.get(one.account())))
                .toList();
        return new History.AtRing(new ArrayList<>(calls.values()), spent, known);
    }

    private static Optional<RingCall> read(RecordedRequest call) {
        Matcher sent = SENT.matcher(call.requestBody());
        if (!sent.find()) {
            return Optional.empty();
        }
        return Optional.of(new RingCall(
                call.at(),
                call.account(),
                sent.group(1),
                call.status(),
                call.responseBody().contains("\"invalid_grant\""),
                fault(call)));
    }

    private static @Nullable String fault(RecordedRequest call) {
        for (String remark : call.remarks()) {
            Matcher fault = FAULT.matcher(remark);
            if (fault.matches()) {
                return fault.group(1);
            }
        }
        return null;
    }
}
