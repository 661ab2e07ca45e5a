package dev.linkhub.household;

import java.util.regex.Pattern;

/**
 * A name or e-mail address of which no more is left than the first character and, for an address, the domain: enough for
 * its owner to recognise, too little for anyone else. The mask is as long for a short name as for a long one.
 */
public final class MaskedName {

    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}.-]{1,253}");

    private final String first;
    private final String domain;

    private MaskedName(String first, String domain) {
        this.first = first;
        this.domain = domain;
    }

    /** Masks a person's name or e-mail address. */
    public static MaskedName of(String name) {
        String text = name.strip();
        int at = text.lastIndexOf('@');
        String domain = at < 0 ? "" : text.substring(at + 1);
        return new MaskedName(first(text, at), DOMAIN.matcher(domain).matches() ? domain : "");
    }

    /** For pages: {@code v•••@example.com}, or {@code J•••} for a plain name. */
    public String text() {
        return masked("•••");
    }

    /** For Ring's {@code account_identifier}: {@code v***@example.com} ({@code ring-contract.md}, account linking). */
    public String ascii() {
        return masked("***");
    }

    @Override
    public String toString() {
        return text();
    }

    private String masked(String mask) {
        return first + mask + (domain.isEmpty() ? "" : "@" + domain);
    }

    /** Only a letter or digit: a mark, a control or the {@code @} itself would tell nothing and could garble the page. */
    private static String first(String text, int at) {
        if (text.isEmpty() || at == 0) {
            return "";
        }
        int character = text.codePointAt(0);
        return Character.isLetterOrDigit(character) ? Character.toString(character) : "";
    }
}
