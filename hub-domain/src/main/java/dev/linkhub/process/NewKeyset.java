package dev.linkhub.process;

import dev.linkhub.vault.MasterKeysetFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * {@code ./hub keyset FILE}: makes a master keyset that only its owner may read. Exits with 0 if it was made, with 1 if not, with
 * 2 if it was not asked for properly.
 */
public final class NewKeyset {

    private static final int NOT_MADE = 1;
    private static final int WRONG_CALL = 2;

    private NewKeyset() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1 || arguments[0].isBlank()) {
            end(WRONG_CALL, "keyset takes the name of the file to make");
            return;
        }
        try {
            MasterKeysetFile.create(Path.of(arguments[0]));
            System.out.println("Made " + arguments[0] + ": losing it loses every token, so back it up");
        } catch (FileAlreadyExistsException e) {
            end(NOT_MADE, arguments[0] + " is there already, and a keyset is never overwritten");
        } catch (IOException | InvalidPathException e) {
            end(
                    NOT_MADE,
                    arguments[0] + " cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")");
        }
    }

    private static void end(int code, String line) {
        System.err.println("hub: " + line);
        System.exit(code);
    }
}
