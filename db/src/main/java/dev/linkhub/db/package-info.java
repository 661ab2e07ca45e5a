/** The schema as migrations, and the database server that the hub brings along for one machine. */
@NullMarked
package dev.linkhub.db;

import org.jspecify.annotations.NullMarked;
