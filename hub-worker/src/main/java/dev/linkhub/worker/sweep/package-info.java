/** Ends what has outlived its use. */
@NullMarked
package dev.linkhub.worker.sweep;

import org.jspecify.annotations.NullMarked;
