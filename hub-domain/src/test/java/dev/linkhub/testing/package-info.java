/** What the tests of all modules share: a hub context on a fresh schema, and a clock moved by hand. */
@NullMarked
package dev.linkhub.testing;

import org.jspecify.annotations.NullMarked;
