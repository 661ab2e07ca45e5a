/** Public ids that sort by time, random strings that nobody guesses, and their digests. */
@NullMarked
package dev.linkhub.id;

import org.jspecify.annotations.NullMarked;
