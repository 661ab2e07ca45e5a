/** A tenant's links: what they are like, and their access tokens. */
@NullMarked
package dev.linkhub.api.links;

import org.jspecify.annotations.NullMarked;
