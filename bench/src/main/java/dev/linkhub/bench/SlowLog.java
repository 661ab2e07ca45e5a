package dev.linkhub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's slow log, set to log every statement: what each examined, changed and took. */
final class SlowLog {

    private static final Pattern TIMES =
            Pattern.compile("# Query_time: (\\S+)\\s+Lock_time: \\S+\\s+Rows_sent: \\d+\\s+Rows_examined: (\\d+)");
    private static final Pattern AFFECTED = Pattern.compile("# Rows_affected: (\\d+).*");

    private SlowLog() {}

    /** Options with which the server writes it. */
    static List<String> serverOptions(Path file) {
        return List.of("--slow-query-log", "--long-query-time=0", "--slow-query-log-file=" + file.toAbsolutePath());
    }

    /** One statement that was run. */
    record Entry(double seconds, long examined, long affected, String sql) {

        /** Finds due grants, be it those first that have little time left, or locks them. */
        boolean isClaimLook() {
            return isLock()
                    || (sql.startsWith("SELECT") && sql.contains("ring_grant") && sql.contains("INTERVAL 72 HOUR"));
        }

        /** Locks due grants. */
        boolean isLock() {
            return sql.contains("ring_grant") && sql.contains("SKIP LOCKED");
        }

        /** Takes the lease on them. */
        boolean isLease() {
            return sql.startsWith("UPDATE ring_grant") && sql.contains("lease_until = UTC_TIMESTAMP(6) +");
        }
    }

    /** The claims that were logged from a place in the file on, in bytes; everything else is passed over. */
    static List<Entry> claims(Path file, long from) {
        try (InputStream log = Files.newInputStream(file)) {
            log.skipNBytes(from);
            // Other statements hold sealed bytes, which are no text at all.
            BufferedReader lines = new BufferedReader(new InputStreamReader(log, StandardCharsets.ISO_8859_1));
            return claims(lines.lines().iterator());
        } catch (IOException e) {
            throw new UncheckedIOException("The slow log cannot be read", e);
        }
    }

    static List<Entry> claims(Iterator<String> lines) {
        List<Entry> claims = new ArrayList<>();
        Unfinished entry = new Unfinished("0", "0");
        while (lines.hasNext()) {
            String line = lines.next();
            Matcher times = TIMES.matcher(line);
            if (times.find()) {
                entry.addTo(claims);
                entry = new Unfinished(times.group(1), times.group(2));
            } else {
                entry.read(line);
            }
        }
        entry.addTo(claims);
        return claims;
    }

    /** A statement of which more lines may come. */
    private static final class Unfinished {

        private final double seconds;
        private final long examined;
        private final StringBuilder sql = new StringBuilder();
        private long affected;

        Unfinished(String seconds, String examined) {
            this.seconds = Double.parseDouble(seconds);
            this.examined = Long.parseLong(examined);
        }

        void read(String line) {
            Matcher changed = AFFECTED.matcher(line);
            if (changed.matches()) {
                affected = Long.parseLong(changed.group(1));
            } else if (!line.startsWith("#") && !line.startsWith("SET timestamp=") && !line.startsWith("use ")) {
                sql.append(sql.isEmpty() ? "" : " ").append(line.strip());
            }
        }

        void addTo(List<Entry> claims) {
            String text = sql.toString();
            Entry entry = new Entry(
                    seconds, examined, affected, text.endsWith(";") ? text.substring(0, text.length() - 1) : text);
            if (entry.isClaimLook() || entry.isLease()) {
                claims.add(entry);
            }
        }
    }
}
