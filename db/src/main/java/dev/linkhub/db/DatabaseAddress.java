package dev.linkhub.db;

/**
 * Where a database is and who we are there. Prints without the password.
 *
 * @param url JDBC address for mysql-connector-j
 */
public record DatabaseAddress(String url, String user, String password) {

    @Override
    public String toString() {
        return "DatabaseAddress[url=" + url + ", user=" + user + "]";
    }
}
