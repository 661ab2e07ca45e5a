/** What all machine-facing HTTP shares. */
@NullMarked
package dev.linkhub.api;

import org.jspecify.annotations.NullMarked;
