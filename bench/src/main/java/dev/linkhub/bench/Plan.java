package dev.linkhub.bench;

import dev.linkhub.bench.stage.BenchFailed;
import dev.linkhub.bench.stage.Database;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the server goes about a statement: its {@code EXPLAIN} without what grows with the table, the estimates of rows and the
 * values of keys.
 */
record Plan(List<Map<String, String>> steps) {

    private static final List<String> KEPT = List.of("table", "type", "key", "key_len", "extra");

    Plan {
        steps = List.copyOf(steps);
    }

    static Plan of(Database database, String sql) {
        List<Map<String, String>> steps = new ArrayList<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                Map<String, String> step = new TreeMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    step.put(columns.getColumnLabel(i), String.valueOf(rows.getString(i)));
                }
                steps.add(kept(step));
            }
        } catch (SQLException e) {
            throw new BenchFailed("No plan for: " + sql, e);
        }
        return new Plan(steps);
    }

    /** The columns that say what is done, under lower-case names. */
    static Map<String, String> kept(Map<String, String> step) {
        Map<String, String> kept = new TreeMap<>();
        step.forEach((column, value) -> {
            String name = column.toLowerCase(Locale.ROOT);
            if (KEPT.contains(name)) {
                kept.put(name, value);
            }
        });
        return kept;
    }
}
