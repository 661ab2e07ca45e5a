/** Who did what, kept in the transaction that did it. */
@NullMarked
package dev.linkhub.audit;

import org.jspecify.annotations.NullMarked;
