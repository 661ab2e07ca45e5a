package dev.linkhub.household;

import dev.linkhub.branding.Branding;
import dev.linkhub.branding.Brandings;
import dev.linkhub.mail.Mail;
import dev.linkhub.partnerapp.PublicUrl;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What our mails say: in the tenant's name, what to do, until when, and what if it was not you. */
@Singleton
class MailTexts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Brandings brandings;
    private final Tenants tenants;
    private final PublicUrl publicUrl;

    MailTexts(Brandings brandings, Tenants tenants, PublicUrl publicUrl) {
        this.brandings = brandings;
        this.tenants = tenants;
        this.publicUrl = publicUrl;
    }

    Mail verification(TenantScope tenant, String to, String token, Instant until) {
        Branding brand = brandings.of(tenant);
        return mail(brand, to, "Confirm your e-mail address for " + brand.displayName(), """
                Somebody, most likely you, has created an account with %s for this
                e-mail address.

                If it was you, open this page and press the button on it:

                %s

                This works once, until %s.

                If it was not you, do nothing: without that button no Ring account can be
                linked with your address.
                """.formatted(
                        brand.displayName(), address(tenant, "verify-address?token=" + token), TIME.format(until)));
    }

    Mail reset(TenantScope tenant, String to, String token, Instant until) {
        Branding brand = brandings.of(tenant);
        return mail(brand, to, "Choose a new password for " + brand.displayName(), """
                Somebody, most likely you, has said that the password of your
                account with %s is forgotten.

                To choose a new one, open this page:

                %s

                This works once, until %s. It signs you out in all browsers.

                If it was not you, do nothing: your password stays as it is.
                """.formatted(
                        brand.displayName(), address(tenant, "reset-password?token=" + token), TIME.format(until)));
    }

    Mail passwordChanged(TenantScope tenant, String to, Instant at) {
        Branding brand = brandings.of(tenant);
        return mail(brand, to, "Your password for " + brand.displayName() + " was changed", """
                The password of your account with %s was changed on
                %s, with a link from a mail to this address. All browsers were signed out.

                If it was you, there is nothing to do.

                If it was not you, somebody reads your mail. Change the password of your
                mailbox first, then choose a new one for %s here:

                %s
                """.formatted(
                brand.displayName(), TIME.format(at), brand.displayName(), address(tenant, "forgotten-password")));
    }

    private static Mail mail(Branding brand, String to, String subject, String text) {
        String support = Stream.of(brand.supportEmail(), brand.supportUrl())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" or "));
        String help = support.isEmpty() ? "" : "\nNeed help? " + support + "\n";
        return new Mail(
                to,
                brand.displayName(),
                brand.supportEmail(),
                subject,
                text + help + "\n" + brand.displayName() + "\n");
    }

    private String address(TenantScope tenant, String rest) {
        return publicUrl.of("/t/" + tenants.of(tenant).slug() + "/" + rest);
    }
}
