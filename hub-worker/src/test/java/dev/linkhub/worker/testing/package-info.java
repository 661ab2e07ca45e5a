/** What the worker's tests share. */
@NullMarked
package dev.linkhub.worker.testing;

import org.jspecify.annotations.NullMarked;
