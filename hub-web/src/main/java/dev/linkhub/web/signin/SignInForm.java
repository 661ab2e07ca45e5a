package dev.linkhub.web.signin;

import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.wording.Words;
import io.micronaut.core.annotation.Introspected;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the form for signing in or creating an account shows. Never a password.
 *
 * @param token bound to the form cookie
 * @param next where to go afterwards
 * @param trouble what went wrong with the whole
 */
@Introspected
public record SignInForm(
        boolean isNew,
        String tenantSlug,
        String token,
        @Nullable String next,
        String email,
        @Nullable String trouble,
        @Nullable String emailTrouble,
        @Nullable String passwordTrouble) {

    static SignInForm empty(boolean isNew, String tenantSlug, String token, @Nullable String next) {
        return new SignInForm(isNew, tenantSlug, token, next, "", null, null, null);
    }

    /** The same with an address that is known already. */
    SignInForm with(String knownEmail) {
        return new SignInForm(isNew, tenantSlug, token, next, knownEmail, null, null, null);
    }

    SignInForm again(String typedEmail, String why) {
        return new SignInForm(isNew, tenantSlug, token, next, typedEmail, why, null, null);
    }

    SignInForm again(String typedEmail, InvalidInput refusal, Words words) {
        return new SignInForm(
                isNew,
                tenantSlug,
                token,
                next,
                typedEmail,
                words.say("form.correct"),
                refusal.names("email") ? words.say("form.email-wrong") : null,
                refusal.names("password") ? words.say("form.password-wrong") : null);
    }

    /** Where the form is sent. */
    public String action() {
        return "/t/" + tenantSlug + (isNew ? "/create-account" : "/sign-in");
    }

    /** The other of the two forms. */
    public String other() {
        return "/t/" + tenantSlug + (isNew ? "/sign-in" : "/create-account") + (next == null ? "" : "?next=" + next);
    }

    /** For whoever has forgotten the password. */
    public String forgotten() {
        return "/t/" + tenantSlug + "/forgotten-password";
    }

    /** The ids of what describes the password field, or null. */
    public @Nullable String describesPassword() {
        String ids = Stream.of(isNew ? "password-hint" : "", passwordTrouble == null ? "" : "password-trouble")
                .filter(id -> !id.isEmpty())
                .collect(Collectors.joining(" "));
        return ids.isEmpty() ? null : ids;
    }
}
