/** The one source of time: the database's, which all processes share. */
@NullMarked
package dev.linkhub.time;

import org.jspecify.annotations.NullMarked;
