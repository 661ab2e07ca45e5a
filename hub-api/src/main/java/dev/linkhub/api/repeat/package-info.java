/** POSTs that may be sent again, by their idempotency keys. */
@NullMarked
package dev.linkhub.api.repeat;

import org.jspecify.annotations.NullMarked;
