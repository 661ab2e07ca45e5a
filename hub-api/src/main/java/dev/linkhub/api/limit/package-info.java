/** How much a caller may ask for, and how large. */
@NullMarked
package dev.linkhub.api.limit;

import org.jspecify.annotations.NullMarked;
