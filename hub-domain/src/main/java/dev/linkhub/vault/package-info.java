/** Secrets: sealed at rest, redacted in memory; the only package that touches ciphers. */
@NullMarked
package dev.linkhub.vault;

import org.jspecify.annotations.NullMarked;
