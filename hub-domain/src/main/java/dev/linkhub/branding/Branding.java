package dev.linkhub.branding;

import dev.linkhub.refusal.FieldChecks;
import dev.linkhub.wording.Language;
import dev.linkhub.wording.Languages;
import dev.linkhub.wording.OwnWording;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's name, colour and whereabouts as its households see them.
 *
 * @param primaryColor {@code #rrggbb}; what people read is drawn in {@link BrandColors}, never in this directly
 * @param logoUrl an https address from which the hub fetches it, once: households' browsers do not go there
 * @param faviconUrl the same for the picture in the browser's tab
 * @param supportUrl an https address
 * @param locale a BCP 47 language tag such as {@code de-AT}: what browsers get that want none of the languages
 * @param offered the languages that households can have, each chosen by their browser; empty for all that there are
 * @param wording what the tenant says in its own words
 */
public record Branding(
        String displayName,
        String primaryColor,
        @Nullable String logoUrl,
        @Nullable String faviconUrl,
        @Nullable String supportEmail,
        @Nullable String supportUrl,
        @Nullable String locale,
        Set<Language> offered,
        OwnWording wording) {

    private static final String DEFAULT_COLOR = "#1d4ed8";
    private static final String PICTURE =
            "an https:// address of at most 2048 characters, where a PNG, JPEG, GIF or SVG of at most 256 KiB is";
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int LONGEST_LOCALE = 35;

    public Branding {
        offered = Set.copyOf(offered);
    }

    /** The colours to draw with, derived from the primary colour. */
    public BrandColors colors() {
        return BrandColors.of(primaryColor);
    }

    /** The languages to choose from, and the one for browsers that want none of them. */
    public Languages languages() {
        Set<Language> among = offered.isEmpty() ? EnumSet.allOf(Language.class) : offered;
        Locale wanted = locale == null ? Locale.ROOT : Locale.forLanguageTag(locale);
        return new Languages(
                among,
                Language.of(wanted)
                        .filter(among::contains)
                        .map(language -> Locale.of(language.tag(), wanted.getCountry()))
                        .orElseGet(() -> Collections.min(among).locale()));
    }

    @Nullable String pictureUrl(PictureKind kind) {
        return switch (kind) {
            case LOGO -> logoUrl;
            case FAVICON -> faviconUrl;
        };
    }

    static Branding byDefault(String tenantName) {
        return new Branding(tenantName, DEFAULT_COLOR, null, null, null, null, null, Set.of(), OwnWording.NONE);
    }

    /**
     * Looks at each field.
     *
     * @param isReachable whether an address is of the kind that the hub fetches pictures from
     */
    void check(Predicate<String> isReachable) {
        new FieldChecks()
                .name("display_name", displayName)
                .require(
                        COLOR.matcher(primaryColor).matches(),
                        "primary_color",
                        "a colour as #rrggbb, such as " + DEFAULT_COLOR)
                .require(logoUrl == null || isReachable.test(logoUrl), PictureKind.LOGO.field(), PICTURE)
                .require(faviconUrl == null || isReachable.test(faviconUrl), PictureKind.FAVICON.field(), PICTURE)
                .emailIfAny("support_email", supportEmail)
                .httpsAddressIfAny("support_url", supportUrl)
                .require(locale == null || isLanguageTag(locale), "locale", "a language tag such as en or de-AT")
                .require(
                        locale == null || !isLanguageTag(locale) || offered.isEmpty() || isOffered(locale),
                        "locale",
                        "one of the languages, with or without a region")
                .done();
    }

    Branding normalised() {
        return new Branding(
                displayName.strip(),
                primaryColor.toLowerCase(Locale.ROOT),
                logoUrl,
                faviconUrl,
                supportEmail,
                supportUrl,
                locale == null ? null : Locale.forLanguageTag(locale).toLanguageTag(),
                offered,
                wording);
    }

    private boolean isOffered(String tag) {
        return Language.of(Locale.forLanguageTag(tag)).filter(offered::contains).isPresent();
    }

    private static boolean isLanguageTag(String text) {
        return text.length() <= LONGEST_LOCALE
                && Locale.forLanguageTag(text).toLanguageTag().equalsIgnoreCase(text)
                && !Locale.forLanguageTag(text).getLanguage().isEmpty();
    }
}
