package dev.linkhub.measure;

/** Something that has its figures read every second. Asks no database: one that hangs must not hold up the others. */
public interface Measured {

    /** Reads its figures into its counters and gauges. */
    void read();
}
