package dev.linkhub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.linkhub.simulator.app.Credentials;
import dev.linkhub.simulator.check.PartnerUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A whole partner back end, tiny and right but for one mistake at a time. It does all its work before it answers. */
final class BackEnd implements AutoCloseable {

    private static final long NONCE_LIFETIME_MS = 600_000;
    private static final List<String> KNOWN_TYPES = List.of(
            "motion_detected",
            "button_press",
            "device_added",
            "device_removed",
            "device_online",
            "device_offline",
            "app_integration_added",
            "app_integration_removed",
            "subscription_activated",
            "subscription_deactivated");

    private record Reply(int status, String body) {}

    private interface Page {
        Reply answer(HttpExchange exchange, String body) throws IOException;
    }

    private final Set<Mistake> mistakes;
    private final Credentials credentials;
    private final BackEndTokens tokens;
    private final BackEndNonces nonces;
    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private final Set<String> codes = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    BackEnd(URI ring, Credentials credentials, Mistake... mistakes) {
        this.mistakes = Set.of(mistakes);
        this.credentials = credentials;
        this.tokens = new BackEndTokens(ring, credentials, this.mistakes);
        this.nonces = new BackEndNonces(credentials, this.mistakes);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(callers);
        serve("/token-exchange", this::takeCode);
        serve("/link", (exchange, body) -> link(exchange.getRequestURI().getQuery()));
        serve("/webhook", this::webhook);
        serve("/home", (exchange, body) -> new Reply(makes(Mistake.HAS_NO_HOMEPAGE) ? 404 : 200, "home"));
        server.start();
    }

    PartnerUnderTest asPartner() {
        return new PartnerUnderTest(credentials, url("/token-exchange"), url("/link"), url("/webhook"), url("/home"));
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** What a person does who has opened the address: signs in, which claims the account. */
    void signIn(URI accountLink) {
        claim(fields(accountLink.getQuery()));
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        callers.close();
        tokens.close();
    }

    private Reply takeCode(HttpExchange exchange, String body) {
        hangIf(Mistake.NEVER_ANSWERS_CODES);
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (makes(Mistake.TAKES_FORMS_ONLY, !type.contains("form"))
                || makes(Mistake.TAKES_JSON_ONLY, !type.contains("json"))
                || makes(Mistake.WANTS_A_CONTENT_TYPE, type.equals("null"))) {
            return new Reply(415, "");
        }
        String code = body.startsWith("{")
                ? Stage.json(body).path("code").asText()
                : fields(body).getOrDefault("code", "");
        if (code.isEmpty()) {
            return new Reply(makes(Mistake.TAKES_NO_CODE_FOR_A_CODE) ? 200 : 400, "no code");
        }
        if (!codes.add(code) && !makes(Mistake.REDEEMS_AGAIN)) {
            return new Reply(makes(Mistake.REFUSES_A_REPEATED_CODE) ? 409 : 200, "known");
        }
        if (!makes(Mistake.NEVER_REDEEMS) && !tokens.redeem(code)) {
            boolean quiet = makes(Mistake.TAKES_REFUSED_CODES)
                    || makes(Mistake.REDEEMS_AS_JSON)
                    || makes(Mistake.HAS_ANOTHER_SECRET);
            return new Reply(quiet ? 200 : 502, makes(Mistake.REPEATS_A_REFUSED_CODE) ? "refused: " + code : "refused");
        }
        return new Reply(200, makes(Mistake.REPEATS_THE_CODE) ? "took " + code : "ok");
    }

    private Reply link(String query) {
        Map<String, String> fields = fields(query);
        if (!fields.containsKey("nonce") || !fields.containsKey("time")) {
            return new Reply(makes(Mistake.BREAKS_WITHOUT_A_NONCE) ? 500 : 400, "start in the Ring app");
        }
        long age = Clock.systemUTC().millis() - Long.parseLong(fields.get("time"));
        if (age > NONCE_LIFETIME_MS) {
            return new Reply(makes(Mistake.BREAKS_ON_AN_EXPIRED_LINK) ? 500 : 410, "start again in the Ring app");
        }
        if (makes(Mistake.BREAKS_ON_A_WRONG_NONCE)
                && nonces.match(fields, tokens.accounts()).isEmpty()) {
            return new Reply(500, "");
        }
        if (makes(Mistake.CLAIMS_WITHOUT_A_PERSON)) {
            claim(fields);
        }
        return new Reply(makes(Mistake.HAS_NO_LINK_PAGE) ? 404 : 200, "sign in or create an account");
    }

    private void claim(Map<String, String> fields) {
        nonces.match(fields, tokens.accounts())
                .ifPresent(account -> tokens.claim(account, nonces.posted(fields.getOrDefault("nonce", ""))));
    }

    private Reply webhook(HttpExchange exchange, String body) {
        hangIf(Mistake.NEVER_ANSWERS_WEBHOOKS);
        if (!isSigned(exchange, body)) {
            return new Reply(401, "");
        }
        if (!body.startsWith("{")) {
            return new Reply(makes(Mistake.BREAKS_ON_WHAT_IS_NOT_JSON) ? 500 : 400, "");
        }
        JsonNode event = Stage.json(body);
        String type = event.path("data").path("type").asText();
        String account = event.path("meta").path("account_id").asText();
        if (isRefused(type, account, event.path("data"))) {
            return new Reply(400, "");
        }
        boolean repeated = !handled.add(event.path("meta").path("request_id").asText());
        if (repeated && !makes(Mistake.ACTS_ON_REPETITIONS)) {
            return new Reply(makes(Mistake.REFUSES_REPETITIONS) ? 409 : 200, "");
        }
        act(type, account);
        return new Reply(200, "");
    }

    private boolean isSigned(HttpExchange exchange, String body) {
        String given = String.valueOf(exchange.getRequestHeaders().getFirst("X-Signature"));
        if (makes(Mistake.CHECKS_NO_SIGNATURE)
                || makes(Mistake.TAKES_NO_SIGNATURE_FOR_A_GOOD_ONE, given.equals("null"))) {
            return true;
        }
        if (makes(Mistake.SIGNS_THE_REQUEST_ID_ONLY)) {
            // Whatever else it is, a body that says another type is not the one that was signed.
            String original = body.replace("\"type\":\"button_press\"", "\"type\":\"motion_detected\"");
            return given.equals(sign(body)) || given.equals(sign(original));
        }
        return given.equals(sign(body));
    }

    private String sign(String body) {
        return credentials.key().signature(body.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isRefused(String type, String account, JsonNode data) {
        boolean motion = type.equals("motion_detected");
        return makes(Mistake.REFUSES_UNKNOWN_TYPES, !KNOWN_TYPES.contains(type))
                || makes(Mistake.KNOWS_NO_SUBSCRIPTIONS, type.startsWith("subscription_"))
                || makes(Mistake.REFUSES_UNKNOWN_ACCOUNTS, !tokens.accounts().contains(account))
                || makes(Mistake.FAILS_ON_REMOVAL, type.equals("app_integration_removed"))
                || makes(Mistake.REFUSES_THE_ANNOUNCEMENT, type.equals("app_integration_added"))
                || makes(Mistake.WANTS_THE_SUB_TYPE_IN_DATA, motion && !data.has("subType"))
                || makes(
                        Mistake.WANTS_THE_SUB_TYPE_IN_ATTRIBUTES,
                        motion && !data.path("attributes").has("sub_type"));
    }

    private void act(String type, String account) {
        switch (type) {
            case "device_added" -> tokens.look(account);
            case "app_integration_removed" -> {
                if (makes(Mistake.ASKS_ONCE_AT_REMOVAL) || makes(Mistake.ASKS_AGAIN_AND_AGAIN_AT_REMOVAL)) {
                    tokens.look(account);
                }
                if (makes(Mistake.ASKS_AGAIN_AND_AGAIN_AT_REMOVAL)) {
                    tokens.look(account);
                }
                if (!makes(Mistake.CALLS_RING_AFTER_REMOVAL)) {
                    tokens.drop(account);
                }
            }
            default -> {}
        }
    }

    private boolean makes(Mistake mistake) {
        return mistakes.contains(mistake);
    }

    /** Whether it makes that mistake, and the call is one where it shows. */
    private boolean makes(Mistake mistake, boolean here) {
        return here && makes(mistake);
    }

    private void hangIf(Mistake mistake) {
        if (makes(mistake)) {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void serve(String path, Page page) {
        server.createContext(path, exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Reply reply = page.answer(exchange, body);
            Partner.answer(exchange, reply.status(), reply.body());
        });
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new ConcurrentHashMap<>();
        for (String field : String.valueOf(form).split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }
}
