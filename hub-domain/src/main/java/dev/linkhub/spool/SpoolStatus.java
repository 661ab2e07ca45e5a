package dev.linkhub.spool;

import java.time.Duration;

/**
 * How the spool stands.
 *
 * @param records of this process that wait in its files
 * @param bytes in all files of records in the folder, other processes' too
 * @param oldest how long the oldest write of this process has been under way, spooled or not; zero if there is none
 * @param failedAppends since the start: the disk was full, or did not work
 * @param aside files of the folder that wait for an operator
 */
public record SpoolStatus(int records, long bytes, Duration oldest, long failedAppends, int aside) {}
