/** A browser for tests. */
@NullMarked
package dev.linkhub.web.testing;

import org.jspecify.annotations.NullMarked;
