package dev.linkhub.mail;

import dev.linkhub.setting.InvalidSetting;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The one way that mails take: by SMTP where that is set, else into the data folder. */
@Factory
final class MailWays {

    @Singleton
    MailWay way(MailSettings settings, @Nullable @Property(name = "hub.data-dir") String dataDir, Clock clock) {
        if (settings.server().isPresent()) {
            return new SmtpWay(settings.server().get(), clock);
        }
        if (dataDir == null || dataDir.isBlank()) {
            throw InvalidSetting.unshown(
                    MailSettings.PROPERTY, "is not set, and neither is HUB_DATA_DIR, where mails would go else");
        }
        return new MailFolder(Path.of(dataDir), clock);
    }
}
