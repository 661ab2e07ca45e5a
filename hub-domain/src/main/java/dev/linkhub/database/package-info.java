/** How the hub talks to its database: address, session settings, pool. */
@NullMarked
package dev.linkhub.database;

import org.jspecify.annotations.NullMarked;
