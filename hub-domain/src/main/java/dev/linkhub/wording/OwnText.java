package dev.linkhub.wording;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A text that a tenant can put in its own words. Each is whole and stands alone: what a household must be told for its
 * safety, and what to do next, is not among them.
 */
public enum OwnText {
    /** Under the heading of the page for signing in. */
    SIGN_IN_INTRO("sign-in.intro"),
    /** Under the heading of the page for creating an account. */
    CREATE_ACCOUNT_INTRO("create-account.intro"),
    /** Before the buttons on the page that asks whether to link. */
    CONFIRM_NOTE("confirm.note"),
    /** On the page after linking. */
    LINKED_NOTE("linked.note"),
    /** On home, under the links. */
    HOME_NOTE("home.note"),
    /** On the repair page, before its steps. */
    REPAIR_NOTE("repair.note"),
    /** On the page that asks whether to disconnect. */
    DISCONNECT_NOTE("disconnect.note"),
    /** At the end of each mail. */
    MAIL_NOTE("mail.note");

    private final String key;

    OwnText(String key) {
        this.key = key;
    }

    /** What it is called in the bundles. */
    String key() {
        return key;
    }

    /** What it is called in the API, such as {@code sign_in_intro}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text of a name in the API. */
    public static Optional<OwnText> parse(String text) {
        return Arrays.stream(values()).filter(own -> own.text().equals(text)).findFirst();
    }

    /** All names, for telling what is accepted. */
    public static String texts() {
        return Arrays.stream(values()).map(OwnText::text).collect(Collectors.joining(", "));
    }

    static Optional<OwnText> ofKey(String key) {
        return Arrays.stream(values()).filter(own -> own.key.equals(key)).findFirst();
    }
}
