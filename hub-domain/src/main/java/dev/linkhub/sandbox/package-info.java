/** Trying an app against the hub's simulator, before or beside Ring itself. */
@NullMarked
package dev.linkhub.sandbox;

import org.jspecify.annotations.NullMarked;
