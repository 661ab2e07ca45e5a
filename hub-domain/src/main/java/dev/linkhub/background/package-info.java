/** Work that goes on once its caller has been answered. */
@NullMarked
package dev.linkhub.background;

import org.jspecify.annotations.NullMarked;
