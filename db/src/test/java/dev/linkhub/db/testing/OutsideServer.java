package dev.linkhub.db.testing;

import dev.linkhub.db.DatabaseAddress;
import java.net.URI;

/** A server that whoever runs the tests has started. */
final class OutsideServer implements TestServer {

    private final URI uri;

    OutsideServer(String url) {
        uri = URI.create(url.replaceFirst("^jdbc:", ""));
    }

    @Override
    public DatabaseAddress address(String schema) {
        String url = "jdbc:mysql://" + uri.getAuthority() + "/" + schema
                + (uri.getQuery() == null ? "" : "?" + uri.getQuery());
        return new DatabaseAddress(url, environment("TEST_JDBC_USER", "root"), environment("TEST_JDBC_PASSWORD", ""));
    }

    @Override
    public String firstSchema() {
        return uri.getPath().substring(1);
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : value;
    }
}
