package dev.linkhub.db.testing;

import dev.linkhub.db.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A schema as text that is the same on MySQL and MariaDB: what the golden file holds. */
public final class SchemaDump {

    private static final String TABLES = """
            SELECT table_name, IF(table_type = 'VIEW', 'VIEW', 'TABLE'), table_collation FROM information_schema.tables
             WHERE table_schema = DATABASE() AND table_name <> 'flyway_schema_history' ORDER BY CAST(table_name AS BINARY)
            """;

    private static final String COLUMNS = """
            SELECT column_name, column_type, collation_name, is_nullable, column_default
              FROM information_schema.columns
             WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position
            """;

    private static final String KEYS = """
            SELECT index_name, MIN(non_unique), GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR ', ')
              FROM information_schema.statistics
             WHERE table_schema = DATABASE() AND table_name = ?
             GROUP BY index_name ORDER BY index_name = 'PRIMARY' DESC, CAST(index_name AS BINARY)
            """;

    private SchemaDump() {}

    /** The schema's tables in alphabetical order, columns as declared, keys last. */
    public static String of(DatabaseAddress address) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password())) {
            StringBuilder dump = new StringBuilder();
            for (String[] table : rows(connection, TABLES, 3)) {
                List<String> lines = new ArrayList<>();
                rows(connection, COLUMNS, 5, table[0]).forEach(column -> lines.add(column(column, table[1])));
                rows(connection, KEYS, 3, table[0]).forEach(key -> lines.add(key(key)));
                dump.append("CREATE %s %s (\n    %s\n)%s;\n\n"
                        .formatted(
                                table[1],
                                table[0],
                                String.join(",\n    ", lines),
                                table[2] == null ? "" : " COLLATE " + table[2]));
            }
            return dump.toString();
        }
    }

    /** Whether a view's column may be null is the server's own guess, which MySQL makes anew when a table below it changes. */
    private static String column(String[] column, String kind) {
        String type = column[1].toLowerCase(Locale.ROOT).replaceFirst("^((?:big|tiny|small)?int)\\(\\d+\\)", "$1");
        String collation = column[2] == null ? "" : " COLLATE " + column[2];
        if (kind.equals("VIEW")) {
            return column[0] + " " + type + collation;
        }
        String nullable = column[3].equals("NO") ? " NOT NULL" : "";
        String byDefault = column[4] == null || column[4].equals("NULL") ? "" : " DEFAULT " + column[4];
        return column[0] + " " + type + collation + nullable + byDefault;
    }

    private static String key(String[] key) {
        String kind = key[0].equals("PRIMARY") ? "PRIMARY KEY" : (key[1].equals("0") ? "UNIQUE KEY " : "KEY ") + key[0];
        return kind + " (" + key[2] + ")";
    }

    private static List<String[]> rows(Connection connection, String sql, int width, String... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String[]> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    String[] row = new String[width];
                    for (int i = 0; i < width; i++) {
                        row[i] = result.getString(i + 1);
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }
}
