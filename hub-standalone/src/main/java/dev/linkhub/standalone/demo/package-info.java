/** {@code ./hub demo}: the whole product with a played Ring, two tenants and forty households linked through the real flow. */
@NullMarked
package dev.linkhub.standalone.demo;

import org.jspecify.annotations.NullMarked;
