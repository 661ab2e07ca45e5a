package dev.linkhub.simulator.limit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import dev.linkhub.simulator.api.Call;
import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.api.Form;
import dev.linkhub.simulator.app.RingApps;
import dev.linkhub.simulator.settings.CurrentSettings;
import dev.linkhub.simulator.settings.RateLimit;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the calls of each client id over all endpoints and refuses those above the limit (ring-contract.md §8). The
 * token endpoint's calls count for the client id they send, the API's for the app of their token; a call that names
 * nobody is not counted. That the token endpoint shares the limit, and its error, are inferred.
 */
public final class RateGate {

    /** Client ids may be anything that anybody sends: the one that was silent longest makes room. */
    private static final int MOST_CLIENTS = 1_000;

    private final RingApps apps;
    private final CurrentSettings settings;
    private final InstantSource clock;
    private final Counters counters;
    private final Map<String, Second> seconds = new LinkedHashMap<>(16, 0.75f, true);

    public RateGate(RingApps apps, CurrentSettings settings, InstantSource clock, Counters counters) {
        this.apps = apps;
        this.settings = settings;
        this.clock = clock;
        this.counters = counters;
    }

    public Passage pass(ApiRequest request, Call call) {
        RateLimit limit = settings.get().rateLimit();
        boolean tokenEndpoint = EndpointName.TOKEN.covers(call.endpoint());
        Optional<String> client = tokenEndpoint ? sentClient(request) : tokensClient(call);
        if (limit.perSecond() == 0 || client.isEmpty()) {
            return new Passage.Open(call);
        }
        int left = take(client.get(), limit);
        if (left >= 0) {
            return new Passage.Open(new Call(
                    call.endpoint(),
                    call.subject(),
                    () -> withHeaders(call.work().get(), limit, left)));
        }
        counters.count(Counter.CALLS_RATE_LIMITED);
        Answer answer = withHeaders(tokenEndpoint ? oauthError() : apiError(), limit, 0)
                .with("Retry-After", "1")
                .remarked("more than " + limit.perSecond() + " calls of this client id within a second");
        return new Passage.TooMany(call, answer);
    }

    public synchronized void forget() {
        seconds.clear();
    }

    /** How many calls are left after this one; -1 if it is one too many. */
    private synchronized int take(String client, RateLimit limit) {
        Instant now = clock.instant();
        Second second = seconds.get(client);
        if (second == null || !second.holds(now)) {
            second = new Second(now);
            seconds.put(client, second);
            if (seconds.size() > MOST_CLIENTS) {
                seconds.remove(seconds.keySet().iterator().next());
            }
        }
        return second.take(now, limit) ? second.left(limit) : -1;
    }

    private static Optional<String> sentClient(ApiRequest request) {
        try {
            return Form.parse(request.body().text()).get("client_id");
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // The endpoint itself says what is wrong with the body.
        }
    }

    private Optional<String> tokensClient(Call call) {
        return Optional.ofNullable(call.subject().app())
                .map(app -> apps.get(app).credentials().clientId());
    }

    private static Answer withHeaders(Answer answer, RateLimit limit, int left) {
        return answer.with("X-RateLimit-Limit", Integer.toString(limit.perSecond()))
                .with("X-RateLimit-Remaining", Integer.toString(left));
    }

    private static Answer apiError() {
        return Answer.error(429, "Rate Limit Exceeded", "Too many requests of this client; retry later.");
    }

    private static Answer oauthError() {
        return Answer.json(
                        429,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("error", "rate_limit_exceeded")
                                .put("error_description", "too many requests of this client; retry later"))
                .with("Cache-Control", "no-store");
    }
}
