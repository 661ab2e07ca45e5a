/** Runs of the fault suite, and their plans. */
@NullMarked
package dev.linkhub.chaos;

import org.jspecify.annotations.NullMarked;
