/** Keeps each tenant's tokens alive. */
@NullMarked
package dev.linkhub.worker.refresh;

import org.jspecify.annotations.NullMarked;
