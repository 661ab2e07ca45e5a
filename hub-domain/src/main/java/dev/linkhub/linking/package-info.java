/** From a browser that arrives with a nonce to a lasting link that Ring has confirmed, and to its removal. */
@NullMarked
package dev.linkhub.linking;

import org.jspecify.annotations.NullMarked;
