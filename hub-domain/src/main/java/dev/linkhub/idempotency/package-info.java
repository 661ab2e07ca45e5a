/** Requests that callers may safely send again, and the answers kept for them. */
@NullMarked
package dev.linkhub.idempotency;

import org.jspecify.annotations.NullMarked;
