/** How the rules tell the worker that something will need it, in the transaction that makes it so. */
@NullMarked
package dev.linkhub.wakeup;

import org.jspecify.annotations.NullMarked;
