package dev.linkhub.web.page;

import dev.linkhub.wording.Language;
import dev.linkhub.wording.OwnWording;
import dev.linkhub.wording.Wording;
import dev.linkhub.wording.Words;
import java.util.Locale;

/** What is around a page: whose it is, and the language in which it speaks. */
public record Frame(Brand brand, Words words) {

    private static final Wording PAGES = Wording.of("wording.pages");

    /** For operators' pages, which are no tenant's. */
    public static final Frame HUB = of(Brand.HUB, Language.ENGLISH.locale(), OwnWording.NONE);

    static Frame of(Brand brand, Locale locale, OwnWording own) {
        return new Frame(brand, PAGES.in(locale, own));
    }
}
