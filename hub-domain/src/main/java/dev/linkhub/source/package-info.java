/** Where a request comes from, when proxies that we trust stand in between. */
@NullMarked
package dev.linkhub.source;

import org.jspecify.annotations.NullMarked;
