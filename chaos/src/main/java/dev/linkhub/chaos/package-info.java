/** {@code ./hub chaos}: real processes, faults by seed, and a checker that reads what came of it. No release depends on it. */
@NullMarked
package dev.linkhub.chaos;

import org.jspecify.annotations.NullMarked;
