package dev.linkhub.api.page;

import dev.linkhub.refusal.FieldChecks;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which part of a list a caller wants. */
public final class PageRequest {

    private static final int FEWEST = 1;
    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final Pattern BARE_ID = Pattern.compile("[0-9a-z]{26}");

    private final int limit;
    private final @Nullable String cursor;

    private PageRequest(int limit, @Nullable String cursor) {
        this.limit = limit;
        this.cursor = cursor;
    }

    /**
     * From the query.
     *
     * @param limit 1 to 200, or null for 50
     * @param cursor the {@code next_cursor} of the page before
     * @param prefix of the ids in the list, such as {@code app}
     * @throws dev.linkhub.refusal.InvalidInput for a limit out of range, or a cursor that no page of this list gave
     */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor, String prefix) {
        int asked = limit == null ? USUAL : limit;
        new FieldChecks()
                .require(asked >= FEWEST && asked <= MOST, "limit", "a whole number from 1 to 200")
                .require(
                        cursor == null || isId(cursor, prefix),
                        "cursor",
                        "the next_cursor of the page before, unchanged")
                .done();
        return new PageRequest(asked, cursor);
    }

    /** The id after which the page begins, or what the list begins with. */
    public String after(String beginning) {
        return cursor == null ? beginning : cursor;
    }

    /** How many rows to read: one more than are shown, to know whether another page follows. */
    public int rows() {
        return limit + 1;
    }

    int limit() {
        return limit;
    }

    private static boolean isId(String cursor, String prefix) {
        return cursor.startsWith(prefix + "_")
                && BARE_ID.matcher(cursor.substring(prefix.length() + 1)).matches();
    }
}
