/** What every machine-facing answer carries, and what is logged of it. */
@NullMarked
package dev.linkhub.api.traffic;

import org.jspecify.annotations.NullMarked;
