/** The hub in one process on the embedded database: the default for one machine. */
@NullMarked
package dev.linkhub.standalone;

import org.jspecify.annotations.NullMarked;
