package dev.linkhub.simulator.oauth;

import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says in words where credentials were put that Ring does not look for there (ring-contract.md §2). */
final class TokenTransport {

    private static final Pattern TOKEN = Pattern.compile("(?:^|&)(?:access_token|token|bearer|authorization)=");
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?:^|&)(?:code|refresh_token|client_id|client_secret|grant_type)=");

    private TokenTransport() {}

    /** Whether a query carries what looks like an access token. */
    static boolean carriesToken(String query) {
        return TOKEN.matcher(query.toLowerCase(Locale.ROOT)).find();
    }

    /** Remarks on how the request for tokens carried its credentials. */
    static Answer judge(ApiRequest request, Answer answer) {
        Answer judged = answer;
        String type = request.mediaType();
        if (type.equals("application/json")) {
            judged = judged.remarked("JSON body: the token endpoint takes a form only");
        }
        if (request.header("Authorization").isPresent()) {
            judged = judged.remarked("client credentials in an Authorization header: Ring takes client_id and"
                    + " client_secret as form fields");
        }
        if (CREDENTIAL.matcher(request.query()).find()) {
            judged = judged.remarked("credentials sent as query parameters: Ring reads the form only, and addresses end"
                    + " up in logs");
        }
        return judged;
    }
}
