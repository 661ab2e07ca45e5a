package dev.linkhub.spool;

/** Writes what an earlier process, or an earlier moment, could not. */
public interface SpooledWrite {

    /** The kind of record that it writes. */
    String kind();

    /**
     * Writes the record, or finds that it has been written or is of no use any more; may come more than once for a record.
     *
     * @throws RuntimeException if the database is away: it comes again. Any other: the record is set aside
     */
    void write(SpoolRecord record);
}
