/** What the tests of the API share: a server on a fresh schema, and calls to it over HTTP. */
@NullMarked
package dev.linkhub.api.testing;

import org.jspecify.annotations.NullMarked;
