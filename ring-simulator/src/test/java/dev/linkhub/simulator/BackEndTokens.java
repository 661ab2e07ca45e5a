package dev.linkhub.simulator;

import dev.linkhub.simulator.app.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls of a {@link BackEnd} to Ring, and the tokens it holds by account. */
final class BackEndTokens implements AutoCloseable {

    private final URI ring;
    private final Credentials credentials;
    private final Set<Mistake> mistakes;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> accessByAccount = new ConcurrentHashMap<>();

    BackEndTokens(URI ring, Credentials credentials, Set<Mistake> mistakes) {
        this.ring = ring;
        this.credentials = credentials;
        this.mistakes = mistakes;
    }

    /** Redeems the code and asks whose it is. */
    boolean redeem(String code) {
        String secret = mistakes.contains(Mistake.HAS_ANOTHER_SECRET) ? "another" : credentials.revealClientSecret();
        String type =
                mistakes.contains(Mistake.REDEEMS_AS_JSON) ? "application/json" : "application/x-www-form-urlencoded";
        HttpResponse<String> answer = send(request("/oauth/token")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("grant_type=authorization_code&code=" + code + "&client_id="
                        + credentials.clientId() + "&client_secret=" + secret)));
        if (answer.statusCode() != 200) {
            return false;
        }
        if (!mistakes.contains(Mistake.NEVER_ASKS_WHO_IT_IS)) {
            String access = Stage.pair(answer).access();
            String account = Stage.json(usersMe(access)).path("data").path("id").asText();
            accessByAccount.put(account, access);
        }
        return true;
    }

    List<String> accounts() {
        return List.copyOf(accessByAccount.keySet());
    }

    void claim(String account, String nonce) {
        String name = mistakes.contains(Mistake.SHOWS_THE_WHOLE_NAME) ? "ada@example.com" : "a***a@example.com";
        integrations(account, "POST", "{\"nonce\":\"" + nonce + "\",\"account_identifier\":\"" + name + "\"}");
        if (!mistakes.contains(Mistake.NEVER_PATCHES)) {
            integrations(account, "PATCH", "{\"status\":\"completed\"}");
        }
    }

    /** Asks Ring about the account, as one does when a device was added. */
    void look(String account) {
        String access = accessByAccount.get(account);
        if (access != null) {
            usersMe(access);
        }
    }

    void drop(String account) {
        accessByAccount.remove(account);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private void integrations(String account, String method, String body) {
        send(request("/v1/accounts/me/app-integrations")
                .header("Authorization", "Bearer " + accessByAccount.get(account))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> usersMe(String access) {
        return send(request("/v1/users/me").header("Authorization", "Bearer " + access));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(ring + path)).timeout(Stage.PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("the simulator does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
