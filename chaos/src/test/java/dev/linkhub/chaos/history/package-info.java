/** Hand-made histories: for each promise one that breaks it, and ones that nearly do. */
@NullMarked
package dev.linkhub.chaos.history;

import org.jspecify.annotations.NullMarked;
