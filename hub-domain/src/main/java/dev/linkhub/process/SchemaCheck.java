package dev.linkhub.process;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.Migrations;
import dev.linkhub.db.SchemaState;
import dev.linkhub.setting.InvalidSetting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this code can work with the schema that it finds. A part that is started alone never changes the schema: many start at
 * once, and the user that they are in the database needs no right to.
 */
final class SchemaCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaCheck.class);

    private SchemaCheck() {}

    /**
     * Returns if it can.
     *
     * @throws InvalidSetting with what to do, if it cannot
     */
    static void require(DatabaseAddress address) {
        switch (Migrations.state(address)) {
            case SchemaState.Current _ -> {}
            case SchemaState.Newer newer ->
                LOG.warn(
                        "The schema is at {}, this code knows {}: it works on, and wants to be replaced by its next version",
                        newer.version(),
                        newer.known());
            case SchemaState.Empty _ -> throw refusal("is empty: run ./hub migrate");
            case SchemaState.Older older ->
                throw refusal(
                        "is at " + older.version() + " and this code needs " + older.needed() + ": run ./hub migrate");
            case SchemaState.TooNew tooNew ->
                throw refusal("is at " + tooNew.version() + " and takes code that knows " + tooNew.needed()
                        + ", this one knows " + tooNew.known() + ": start a newer version of the hub");
            case SchemaState.HalfMade half ->
                throw refusal("was left half made by migration " + half.version()
                        + ": see the end of db/README.md, then run ./hub migrate");
        }
    }

    private static InvalidSetting refusal(String trouble) {
        return InvalidSetting.unshown("hub.db.url", "names a database whose schema " + trouble);
    }
}
