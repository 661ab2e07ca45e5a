/** What a caller can get wrong, each kind mapped to one HTTP status by whoever speaks HTTP. */
@NullMarked
package dev.linkhub.refusal;

import org.jspecify.annotations.NullMarked;
