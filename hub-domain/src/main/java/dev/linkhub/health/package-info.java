/** How links are doing: derived at each look, and nothing written back. */
@NullMarked
package dev.linkhub.health;

import org.jspecify.annotations.NullMarked;
