package dev.linkhub.branding;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface BrandingRows extends GenericRepository<BrandingRows.Row, String> {

    @Query("SELECT * FROM branding WHERE tenant_id = :tenantId")
    Optional<Row> find(String tenantId);

    @Query("""
            INSERT INTO branding (tenant_id, display_name, primary_color, logo_url, favicon_url, support_email, support_url, locale,
                   languages, wording, updated_at)
            VALUES (:tenantId, :displayName, :primaryColor, :logoUrl, :faviconUrl, :supportEmail, :supportUrl, :locale,
                   :languages, :wording, :now)
            ON DUPLICATE KEY UPDATE display_name = VALUES(display_name), primary_color = VALUES(primary_color),
                   logo_url = VALUES(logo_url), favicon_url = VALUES(favicon_url), support_email = VALUES(support_email),
                   support_url = VALUES(support_url), locale = VALUES(locale),
                   languages = VALUES(languages), wording = VALUES(wording), updated_at = VALUES(updated_at)
            """)
    void put(
            String tenantId,
            String displayName,
            String primaryColor,
            @Nullable String logoUrl,
            @Nullable String faviconUrl,
            @Nullable String supportEmail,
            @Nullable String supportUrl,
            @Nullable String locale,
            @Nullable String languages,
            @Nullable String wording,
            Instant now);

    @MappedEntity("branding")
    record Row(
            @Id String tenantId,
            String displayName,
            String primaryColor,
            @Nullable String logoUrl,
            @Nullable String faviconUrl,
            @Nullable String supportEmail,
            @Nullable String supportUrl,
            @Nullable String locale,
            @Nullable String languages,
            @Nullable String wording,
            Instant updatedAt) {

        Branding branding() {
            return new Branding(
                    displayName,
                    primaryColor,
                    logoUrl,
                    faviconUrl,
                    supportEmail,
                    supportUrl,
                    locale,
                    WordingColumns.languages(languages),
                    WordingColumns.wording(wording));
        }
    }
}
