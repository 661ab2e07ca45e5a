/** A tenant's API keys. */
@NullMarked
package dev.linkhub.api.keys;

import org.jspecify.annotations.NullMarked;
