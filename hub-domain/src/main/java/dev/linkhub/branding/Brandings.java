package dev.linkhub.branding;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.branding.BrandPictures.NotFetched;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.refusal.InvalidInput.FieldError;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How each tenant's pages look. */
@Singleton
public class Brandings {

    private final BrandingRows rows;
    private final PictureRows pictureRows;
    private final BrandPictures pictures;
    private final Stored stored;
    private final Tenants tenants;

    Brandings(BrandingRows rows, PictureRows pictureRows, BrandPictures pictures, Stored stored, Tenants tenants) {
        this.rows = rows;
        this.pictureRows = pictureRows;
        this.pictures = pictures;
        this.stored = stored;
        this.tenants = tenants;
    }

    /** What the tenant has set, or else its own name in the hub's colour. */
    public Branding of(TenantScope tenant) {
        return rows.find(tenant.tenantId())
                .map(BrandingRows.Row::branding)
                .orElseGet(() -> Branding.byDefault(tenants.of(tenant).name()));
    }

    /** The same with its pictures. */
    public Look look(TenantScope tenant) {
        Map<PictureKind, String> known = new EnumMap<>(PictureKind.class);
        for (PictureRows.Row row : pictureRows.list(tenant.tenantId())) {
            PictureKind.parse(row.kind()).ifPresent(kind -> known.put(kind, row.sha256()));
        }
        return new Look(of(tenant), known);
    }

    /** A picture as PNG, if it is still the tenant's. */
    public Optional<byte[]> picture(TenantScope tenant, PictureKind kind, String sha256) {
        return pictureRows.png(tenant.tenantId(), kind.text(), sha256).map(PictureRows.Png::png);
    }

    /**
     * Replaces the whole branding; what is null is unset. Pictures are fetched now, unless they are there already from the
     * same address.
     *
     * @return as stored: names without surrounding spaces, the colour in lower case, the language tag in its usual form
     * @throws InvalidInput naming each field that cannot be taken; nothing has been changed then
     */
    public Branding put(TenantScope tenant, Branding wanted, Actor by) {
        wanted.check(pictures::isReachable);
        Branding branding = wanted.normalised();
        List<BrandPicture> fetched = fetch(branding, pictureRows.list(tenant.tenantId()));
        if (!stored.put(tenant, branding, fetched, by)) {
            // Somebody has unset or replaced meanwhile what was to be kept. With all in hand none is missing.
            stored.put(tenant, branding, fetch(branding, List.of()), by);
        }
        return branding;
    }

    /** All that are not known, or an error for each that cannot be had. */
    private List<BrandPicture> fetch(Branding branding, List<PictureRows.Row> known) {
        List<BrandPicture> fetched = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (PictureKind kind : PictureKind.values()) {
            String address = branding.pictureUrl(kind);
            if (address != null && known.stream().noneMatch(row -> row.isOf(kind, address))) {
                try {
                    fetched.add(pictures.fetch(kind, address));
                } catch (NotFetched e) {
                    errors.add(e.error());
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return fetched;
    }

    /** The transaction, which nothing is fetched in. */
    @Singleton
    static class Stored {

        private final BrandingRows rows;
        private final PictureRows pictures;
        private final AuditTrail audit;
        private final Clock clock;

        Stored(BrandingRows rows, PictureRows pictures, AuditTrail audit, Clock clock) {
            this.rows = rows;
            this.pictures = pictures;
            this.audit = audit;
            this.clock = clock;
        }

        /** False, and nothing is changed, if a picture is missing: neither fetched nor still there. */
        @Transactional
        boolean put(TenantScope tenant, Branding branding, List<BrandPicture> fetched, Actor by) {
            pictures.lock(tenant.tenantId());
            if (!hasAll(branding, fetched, pictures.list(tenant.tenantId()))) {
                return false;
            }
            rows.put(
                    tenant.tenantId(),
                    branding.displayName(),
                    branding.primaryColor(),
                    branding.logoUrl(),
                    branding.faviconUrl(),
                    branding.supportEmail(),
                    branding.supportUrl(),
                    branding.locale(),
                    WordingColumns.text(branding.offered()),
                    WordingColumns.text(branding.wording()),
                    clock.instant());
            for (PictureKind kind : PictureKind.values()) {
                if (branding.pictureUrl(kind) == null) {
                    pictures.delete(tenant.tenantId(), kind.text());
                }
            }
            for (BrandPicture picture : fetched) {
                pictures.put(
                        tenant.tenantId(),
                        picture.kind().text(),
                        picture.sourceUrl(),
                        picture.sha256(),
                        picture.png(),
                        clock.instant());
            }
            audit.record(tenant, by, "branding.changed", tenant.tenantId(), branding.displayName());
            return true;
        }

        private static boolean hasAll(Branding branding, List<BrandPicture> fetched, List<PictureRows.Row> known) {
            return Arrays.stream(PictureKind.values()).allMatch(kind -> {
                String address = branding.pictureUrl(kind);
                return address == null
                        || fetched.stream().anyMatch(picture -> picture.kind() == kind)
                        || known.stream().anyMatch(row -> row.isOf(kind, address));
            });
        }
    }
}
