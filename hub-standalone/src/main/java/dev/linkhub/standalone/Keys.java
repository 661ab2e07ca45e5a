package dev.linkhub.standalone;

import dev.linkhub.id.Unguessable;
import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.setting.Settings;
import dev.linkhub.vault.MasterKeysetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code HUB_MASTER_KEYSET} and {@code HUB_OPERATOR_KEY}: made at the first start where they are not set.
 *
 * @param operatorKeyFile where the operator key lies; null if it was set from outside
 * @param newOperatorKey the key itself, if it was made just now
 */
record Keys(
        Map<String, Object> properties,
        @Nullable Path operatorKeyFile,
        @Nullable String newOperatorKey) {

    private static final String MASTER_KEYSET = "hub.master-keyset";
    private static final String OPERATOR_KEY = "hub.operator-key";

    Keys {
        properties = Map.copyOf(properties);
    }

    static Keys of(Settings settings, DataDir dataDir, Database database) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(MASTER_KEYSET, settings.get(MASTER_KEYSET).orElseGet(() -> masterKeyset(dataDir, database)));
        if (settings.get(OPERATOR_KEY).isPresent()) {
            properties.put(OPERATOR_KEY, settings.get(OPERATOR_KEY).get());
            return new Keys(properties, null, null);
        }
        Path file = dataDir.resolve("operator.key");
        String made = null;
        if (!Files.exists(file)) {
            made = "hub_operator_" + Unguessable.bits256();
            DataDir.write(file, made + "\n");
        }
        properties.put(OPERATOR_KEY, read(file));
        return new Keys(properties, file, made);
    }

    @Override
    public String toString() {
        return "Keys[operatorKeyFile=" + operatorKeyFile + "]";
    }

    /** Never a new one for a database that was sealed with another: that one has to be found. */
    private static String masterKeyset(DataDir dataDir, Database database) {
        Path file = dataDir.resolve("master.keyset");
        if (Files.exists(file)) {
            return file.toString();
        }
        if (database.holdsSealedData()) {
            throw InvalidSetting.unshown(
                    MASTER_KEYSET,
                    "is not set and " + file + " is missing, but the database was sealed with a keyset: restore it");
        }
        Path unfinished = dataDir.resolve("master.keyset.new");
        try {
            Files.deleteIfExists(unfinished);
            MasterKeysetFile.create(unfinished);
            DataDir.move(unfinished, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
