/** Which faults a run injects, in which order: from its seed alone. */
@NullMarked
package dev.linkhub.chaos.plan;

import org.jspecify.annotations.NullMarked;
