package dev.linkhub.db.testing;

import dev.linkhub.db.DatabaseAddress;

/** A database server that lives as long as the test run. */
interface TestServer {

    /** The address of a schema that exists already or that {@link TestDatabase} is about to make. */
    DatabaseAddress address(String schema);

    /** A schema to connect to before any other exists. */
    String firstSchema();
}
