package dev.linkhub.id;

import java.text.Normalizer;
import java.util.Locale;

/** E-mail addresses as they are kept and compared. */
public final class EmailAddress {

    private EmailAddress() {}

    /** The one form of an address, however somebody writes it: without spaces around it, composed, in lower case. */
    public static String normalised(String address) {
        return Normalizer.normalize(address.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
