/** How links are doing, counted. */
@NullMarked
package dev.linkhub.api.health;

import org.jspecify.annotations.NullMarked;
