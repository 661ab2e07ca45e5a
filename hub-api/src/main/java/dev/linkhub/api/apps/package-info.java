/** A tenant's apps. */
@NullMarked
package dev.linkhub.api.apps;

import org.jspecify.annotations.NullMarked;
