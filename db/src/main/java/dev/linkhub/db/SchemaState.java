package dev.linkhub.db;

/** How a database's schema stands to the migrations that this code knows. Versions are those of the migrations, such as "012". */
public sealed interface SchemaState {

    /** The one that this code was written for. */
    record Current() implements SchemaState {}

    /** No migration has run. */
    record Empty() implements SchemaState {}

    /** Migrations are missing that this code needs. */
    record Older(String version, String needed) implements SchemaState {}

    /** A later version of the hub has migrated it, and this code can work with it: the schema ships before the code. */
    record Newer(String version, String known) implements SchemaState {}

    /** A later version of the hub has taken away what this code uses. */
    record TooNew(String version, String known, String needed) implements SchemaState {}

    /** A migration failed in its middle: MySQL does not roll a changed table back. */
    record HalfMade(String version) implements SchemaState {}
}
