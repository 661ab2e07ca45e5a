package dev.linkhub.web.signin;

import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.wording.Words;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * What a form about an account shows. Never a password.
 *
 * @param action where it is sent
 * @param formToken bound to the form cookie
 * @param token what stood in the mail's link; empty where no mail was before it
 * @param email what was typed
 * @param trouble what went wrong with the whole
 * @param fieldTrouble what is wrong with its one field
 */
@Introspected
public record AccountForm(
        String action,
        String formToken,
        String token,
        String email,
        @Nullable String trouble,
        @Nullable String fieldTrouble) {

    static AccountForm empty(String action, String formToken, String token) {
        return new AccountForm(action, formToken, token, "", null, null);
    }

    AccountForm again(String typedEmail, String why) {
        return new AccountForm(action, formToken, token, typedEmail, why, null);
    }

    AccountForm again(String typedEmail, InvalidInput refusal, Words words) {
        return new AccountForm(
                action,
                formToken,
                token,
                typedEmail,
                words.say("form.correct"),
                words.say(refusal.names("email") ? "form.email-wrong" : "form.password-wrong"));
    }

    /** The ids of what describes the password field. */
    public String describesPassword() {
        return fieldTrouble == null ? "password-hint" : "password-hint password-trouble";
    }
}
