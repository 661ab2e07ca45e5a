package dev.linkhub.simulator.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.simulator.settings.Choice;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Steers a running simulator through its control API: here is what nearly every test needs, from registering an app
 * to asking what happened; the rest is found by subject, as in {@code client.homes().press(…)}. Safe for use by many
 * threads. What the simulator refuses is thrown as {@link ControlCallFailed}.
 */
public final class RingSimulatorClient implements AutoCloseable {

    private final ControlHttp http;
    private final HomesClient homes;
    private final SubscriptionsClient subscriptions;
    private final WebhooksClient webhooks;
    private final ClockClient clock;

    /** {@code base}: the simulator's base URL, as {@code RingSimulator.url()} gives it. */
    public RingSimulatorClient(URI base) {
        this(new ControlHttp(base, null));
    }

    /** As above, for a simulator that was started with this control token. */
    public RingSimulatorClient(URI base, String controlToken) {
        this(new ControlHttp(base, controlToken));
    }

    private RingSimulatorClient(ControlHttp http) {
        this.http = http;
        this.homes = new HomesClient(http);
        this.subscriptions = new SubscriptionsClient(http);
        this.webhooks = new WebhooksClient(http);
        this.clock = new ClockClient(http);
    }

    /** The users' devices, and what happens at them. */
    public HomesClient homes() {
        return homes;
    }

    /** What users pay for an app, or try. */
    public SubscriptionsClient subscriptions() {
        return subscriptions;
    }

    /** Events that wait: held, dead, or for a disabled Webhook URL. */
    public WebhooksClient webhooks() {
        return webhooks;
    }

    /** How the simulator's time runs. */
    public ClockClient clock() {
        return clock;
    }

    // Apps and accounts

    public AppDetails createApp(NewApp app) {
        return http.post("/apps", app, AppDetails.class);
    }

    /** Registers the four addresses of an environment, replacing those it had. */
    public AppDetails setUrls(String app, RingEnvironment environment, PartnerUrls urls) {
        return http.put("/apps/" + app + "/environments/" + Choice.name(environment), urls, AppDetails.class);
    }

    public AppDetails app(String id) {
        return http.get("/apps/" + id, AppDetails.class);
    }

    /** Has an app forgotten, with its installations and tokens. Nobody is told. */
    public void forgetApp(String id) {
        http.delete("/apps/" + id);
    }

    public List<AppDetails> apps() {
        return http.list("/apps", AppDetails.class);
    }

    public AccountDetails createAccount(NewAccount account) {
        return http.post("/accounts", account, AccountDetails.class);
    }

    /** Has an account without installations forgotten. */
    public void forgetAccount(String id) {
        http.delete("/accounts/" + id);
    }

    public List<AccountDetails> accounts() {
        return http.list("/accounts", AccountDetails.class);
    }

    // The journey

    /** Installs with all devices. Returns once the code and each {@code device_added} have been sent. */
    public InstallationDetails install(String account, String app, RingEnvironment environment) {
        return install(NewInstallation.of(account, app, environment));
    }

    public InstallationDetails install(NewInstallation installation) {
        return http.post("/installations", installation, InstallationDetails.class);
    }

    public InstallationDetails installation(String id) {
        return http.get("/installations/" + id, InstallationDetails.class);
    }

    /** Has an installation that was removed forgotten. */
    public void forgetInstallation(String id) {
        http.delete("/installations/" + id);
    }

    public List<InstallationDetails> installations() {
        return http.list("/installations", InstallationDetails.class);
    }

    /** Taps "Sign in": a new nonce and time, no new code. */
    public InstallationDetails signIn(String installation) {
        return http.post("/installations/" + installation + "/sign-in", Map.of(), InstallationDetails.class);
    }

    /** Taps "Sign in" on a Ring that sends a new code along with it. */
    public InstallationDetails signInWithNewCode(String installation) {
        return http.post(
                "/installations/" + installation + "/sign-in", Map.of("new_code", true), InstallationDetails.class);
    }

    /** Removes the app: revokes its tokens, then sends {@code app_integration_removed}. */
    public InstallationDetails remove(String installation) {
        return remove(installation, RemovalNotice.SEND);
    }

    /** With {@code HOLD}, the event is made now and waits in {@link #events()} for {@link WebhooksClient#release}. */
    public InstallationDetails remove(String installation, RemovalNotice notice) {
        return http.post(
                "/installations/" + installation + "/remove", Map.of("webhook", notice), InstallationDetails.class);
    }

    /** Removes the app and leaves its tokens alive: the app-integrations API then knows no integration for them. */
    public InstallationDetails removeKeepingTokens(String installation, RemovalNotice notice) {
        return http.post(
                "/installations/" + installation + "/remove",
                Map.of("webhook", notice, "tokens", "keep"),
                InstallationDetails.class);
    }

    /** Revokes the installation's tokens without telling the partner. */
    public InstallationDetails revoke(String installation) {
        return http.post("/installations/" + installation + "/revoke", Map.of(), InstallationDetails.class);
    }

    /** Breaks the link; its tokens live on, and the partner is not told. */
    public InstallationDetails makeUnhealthy(String installation) {
        return http.post("/installations/" + installation + "/unhealthy", Map.of(), InstallationDetails.class);
    }

    /** Breaks the link and revokes its tokens; the partner is not told. */
    public InstallationDetails makeUnhealthyRevokingTokens(String installation) {
        return http.post(
                "/installations/" + installation + "/unhealthy", Map.of("tokens", "revoke"), InstallationDetails.class);
    }

    /** Gives an unhealthy installation the status back that it had before. */
    public InstallationDetails makeHealthy(String installation) {
        http.delete("/installations/" + installation + "/unhealthy");
        return installation(installation);
    }

    /**
     * So many more token pairs of an installation, 1 to 10,000, each as if it came of a code of its own: for load tests,
     * where each stands for a household that nobody has the time to install.
     */
    public List<TokenPairDetails> tokenPairs(String installation, int count) {
        return http.postForList(
                "/installations/" + installation + "/token-pairs", Map.of("count", count), TokenPairDetails.class);
    }

    // Webhooks

    /** Sends an event and returns after its first attempt. */
    public EventDetails sendEvent(NewEvent event) {
        return http.post("/events", event, EventDetails.class);
    }

    public EventDetails event(String id) {
        return http.get("/events/" + id, EventDetails.class);
    }

    /** Oldest first. */
    public List<EventDetails> events() {
        return http.list("/events", EventDetails.class);
    }

    // Faults

    public FaultDetails fault(NewFault fault) {
        return http.post("/faults", fault, FaultDetails.class);
    }

    public List<FaultDetails> faults() {
        return http.list("/faults", FaultDetails.class);
    }

    public void clearFault(String id) {
        http.delete("/faults/" + id);
    }

    public void clearFaults() {
        http.delete("/faults");
    }

    // Time and settings

    /** Sets the clock's offset from real time; what has become due by that happens at once. */
    public void moveClock(Duration offset) {
        http.put("/clock", Map.of("offset", offset), ClockDetails.class);
    }

    /** Moves the clock by so much, to the nanosecond where it is frozen. */
    public void advanceClock(Duration by) {
        http.put("/clock", Map.of("advance", by), ClockDetails.class);
    }

    public Duration clockOffset() {
        return clock.read().offset();
    }

    /** Every setting by name; the README lists them. */
    public Map<String, String> settings() {
        return http.get("/settings", new TypeReference<>() {});
    }

    /** Changes the named settings and leaves the others. */
    public void changeSettings(Map<String, String> changes) {
        http.put("/settings", changes, Object.class);
    }

    // What happened

    /** Every counter by name; the README lists them. */
    public Map<String, Long> counters() {
        return http.get("/counters", new TypeReference<>() {});
    }

    /**
     * One counter.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public long counter(String name) {
        Long count = counters().get(name);
        if (count == null) {
            throw new IllegalArgumentException("there is no counter '" + name + "'");
        }
        return count;
    }

    public IntrospectionDetails introspect(String codeOrToken) {
        return http.post("/introspect", Map.of("token", codeOrToken), IntrospectionDetails.class);
    }

    public List<SpentRefreshToken> spentRefreshTokens() {
        return http.list("/spent-refresh-tokens", SpentRefreshToken.class);
    }

    /** Everything received and sent of late, oldest first. */
    public List<RecordedRequest> requests() {
        return http.list("/requests", RecordedRequest.class);
    }

    /** As {@link #requests()}, of one endpoint: those of faults, "token_exchange" or "webhook". */
    public List<RecordedRequest> requests(String endpoint) {
        return requests(RequestQuery.all().endpoint(endpoint));
    }

    /** As {@link #requests()}, narrowed. */
    public List<RecordedRequest> requests(RequestQuery query) {
        return http.list("/requests" + query.text(), RecordedRequest.class);
    }

    /** The same as an HTTP Archive 1.2, to be written to a file and opened in a browser's developer tools. */
    public String har(RequestQuery query) {
        return http.text("/requests.har" + query.text());
    }

    /** The OpenAPI document of the control API, as YAML. */
    public String openApi() {
        return http.text("/openapi.yaml");
    }

    /** Forgets apps, accounts, tokens, events, faults and settings, and sets the clock right. */
    public void reset() {
        http.post("/reset");
    }

    @Override
    public void close() {
        http.close();
    }
}
