/** The one source of domain time, and how the database connection keeps time with us. */
@NullMarked
package dev.linkhub.time;

import org.jspecify.annotations.NullMarked;
