/** The processes that make up the hub and the lanes that they share out, as operators see them. */
@NullMarked
package dev.linkhub.fleet;

import org.jspecify.annotations.NullMarked;
