package dev.linkhub.id;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;

/** Makes ids that outsiders see: a prefix that says what it names, then a ULID, so that they sort by time. */
@Singleton
public class PublicIds {

    private final Clock clock;

    PublicIds(Clock clock) {
        this.clock = clock;
    }

    /**
     * A new id.
     *
     * @param prefix three letters, such as {@code lnk}
     * @return 30 characters, such as {@code lnk_01kam6x0f3q4z…}
     */
    public String next(String prefix) {
        return prefix + "_" + bare();
    }

    /**
     * Whether a text from outside can be an id, a slug or an endpoint key at all. Those are ASCII, and MySQL fails where it
     * has to compare them with anything else. None has spaces, which comparisons of ours would not see at the end.
     */
    public static boolean canBe(String text) {
        return text.chars().allMatch(character -> character > 0x20 && character < 0x7F);
    }

    /** A new id without prefix, 26 characters, for things that never leave the hub, such as claims. */
    public String bare() {
        return UlidCreator.getMonotonicUlid(clock.millis()).toString().toLowerCase(Locale.ROOT);
    }
}
