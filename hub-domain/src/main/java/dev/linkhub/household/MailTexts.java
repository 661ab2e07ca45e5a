package dev.linkhub.household;

import dev.linkhub.branding.Branding;
import dev.linkhub.branding.Brandings;
import dev.linkhub.mail.Mail;
import dev.linkhub.partnerapp.PublicUrl;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.wording.Wording;
import dev.linkhub.wording.Words;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What our mails say: in the tenant's name and the reader's language, what to do, until when, and what if it was not you. */
@Singleton
class MailTexts {

    private static final Wording MAILS = Wording.of("wording.mails");

    private final Brandings brandings;
    private final Tenants tenants;
    private final PublicUrl publicUrl;

    MailTexts(Brandings brandings, Tenants tenants, PublicUrl publicUrl) {
        this.brandings = brandings;
        this.tenants = tenants;
        this.publicUrl = publicUrl;
    }

    Mail verification(TenantScope tenant, String to, String token, Instant until, Locale locale) {
        return mail(tenant, to, "verification", address(tenant, "verify-address?token=" + token), until, locale);
    }

    Mail creation(TenantScope tenant, String to, String token, Instant until, Locale locale) {
        return mail(tenant, to, "creation", address(tenant, "verify-address?token=" + token), until, locale);
    }

    Mail reset(TenantScope tenant, String to, String token, Instant until, Locale locale) {
        return mail(tenant, to, "reset", address(tenant, "reset-password?token=" + token), until, locale);
    }

    Mail accountExists(TenantScope tenant, String to, Instant at, Locale locale) {
        return mail(tenant, to, "account-exists", address(tenant, "sign-in"), at, locale);
    }

    Mail passwordChanged(TenantScope tenant, String to, Instant at, Locale locale) {
        return mail(tenant, to, "password-changed", address(tenant, "forgotten-password"), at, locale);
    }

    private Mail mail(TenantScope tenant, String to, String key, String page, Instant time, Locale locale) {
        Branding brand = brandings.of(tenant);
        Words words = MAILS.in(locale, brand.wording());
        String name = brand.displayName();
        String text = Stream.of(
                        words.say(key + ".text", name, page, words.minute(time)),
                        words.say("mail.note"),
                        help(brand, words),
                        name)
                .filter(paragraph -> !paragraph.isEmpty())
                .collect(Collectors.joining("\n\n", "", "\n"));
        return new Mail(to, name, brand.supportEmail(), words.say(key + ".subject", name), text);
    }

    private static String help(Branding brand, Words words) {
        String support = Stream.of(brand.supportEmail(), brand.supportUrl())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" " + words.say("help-or") + " "));
        return support.isEmpty() ? "" : words.say("help", support);
    }

    private String address(TenantScope tenant, String rest) {
        return publicUrl.of("/t/" + tenants.of(tenant).slug() + "/" + rest);
    }
}
