package dev.linkhub.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a tenant what is wrong with its provider, in its audit trail: the same thing once in ten minutes. */
@Singleton
class ProviderTroubles {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderTroubles.class);
    private static final Actor HUB = new Actor("hub");
    private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9_.-]");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cf}\u2028\u2029]+");
    private static final int LONGEST_WORD = 60;
    private static final int LONGEST_LINE = 300;
    private static final int MOST_REMEMBERED = 10_000;

    private final AuditTrail audit;
    private final Cache<Told, Boolean> told = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    ProviderTroubles(AuditTrail audit) {
        this.audit = audit;
    }

    @Transactional
    void note(TenantScope tenant, ProviderTrouble trouble) {
        String message = line(String.valueOf(trouble.getMessage()));
        if (told.asMap().putIfAbsent(new Told(tenant, message), true) == null) {
            LOG.warn("The sign-in provider of tenant {}: {}", tenant.tenantId(), message);
            audit.record(tenant, HUB, "sign_in.provider_trouble", tenant.tenantId(), message);
        }
    }

    /** A provider's own words may be among it: on one line, and no longer than one reads. */
    private static String line(String text) {
        String line = CONTROLS.matcher(text).replaceAll(" ");
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    }

    /** What a stranger sent, as it may stand in a log. */
    static String word(String text) {
        String word = NO_WORD.matcher(text).replaceAll("");
        return word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word;
    }

    private record Told(TenantScope tenant, String message) {}
}
