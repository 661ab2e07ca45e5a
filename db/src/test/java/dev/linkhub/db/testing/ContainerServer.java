package dev.linkhub.db.testing;

import dev.linkhub.db.DatabaseAddress;
import org.testcontainers.mysql.MySQLContainer;

/** MySQL 8.4 in a container, where a Docker engine answers. */
final class ContainerServer implements TestServer {

    private final MySQLContainer container = new MySQLContainer("mysql:8.4")
            .withUsername("root")
            .withPassword("test")
            .withCommand("--max-connections=300");

    ContainerServer() {
        container.start();
    }

    @Override
    public DatabaseAddress address(String schema) {
        String server = "jdbc:mysql://" + container.getHost() + ":" + container.getMappedPort(3306) + "/";
        return new DatabaseAddress(server + schema + "?allowPublicKeyRetrieval=true", "root", "test");
    }

    @Override
    public String firstSchema() {
        return "mysql";
    }
}
