package dev.linkhub.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.vault.MasterSeals;
import jakarta.inject.Singleton;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** The body of a frame: version, kind and what the record says about itself in clear, then the secrets, sealed. */
@Singleton
class RecordSeals {

    private static final byte VERSION = 1;

    private final MasterSeals seals;

    RecordSeals(MasterSeals seals) {
        this.seals = seals;
    }

    byte[] seal(SpoolRecord record) {
        byte[] kind = record.kind().getBytes(UTF_8);
        byte[] about = record.about().getBytes(UTF_8);
        byte[] sealed = seals.seal(record.secrets(), place(record.kind(), record.about()));
        return ByteBuffer.allocate(1 + 2 * Integer.BYTES + kind.length + about.length + sealed.length)
                .put(VERSION)
                .putInt(kind.length)
                .put(kind)
                .putInt(about.length)
                .put(about)
                .put(sealed)
                .array();
    }

    /**
     * Opens a body.
     *
     * @throws Unreadable if it is none, or not sealed with our master keyset as what it says it is
     */
    SpoolRecord open(byte[] body) {
        try {
            ByteBuffer parts = ByteBuffer.wrap(body);
            byte version = parts.get();
            if (version != VERSION) {
                throw new Unreadable("it is of version " + version);
            }
            String kind = text(parts);
            String about = text(parts);
            byte[] sealed = new byte[parts.remaining()];
            parts.get(sealed);
            return new SpoolRecord(kind, about, seals.open(sealed, place(kind, about)));
        } catch (BufferUnderflowException e) {
            throw new Unreadable("it is cut short");
        }
    }

    private static String text(ByteBuffer parts) {
        int length = parts.getInt();
        if (length < 0 || length > parts.remaining()) {
            throw new Unreadable("it is cut short");
        }
        byte[] text = new byte[length];
        parts.get(text);
        return new String(text, UTF_8);
    }

    private static String place(String kind, String about) {
        return "spool\n" + kind + "\n" + about;
    }

    /** A body that no record can be made of. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super("The record cannot be read: " + why);
        }
    }
}
