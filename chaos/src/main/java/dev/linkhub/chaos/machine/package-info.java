/** The processes of a run and the lines between them, each of which can be hurt. */
@NullMarked
package dev.linkhub.chaos.machine;

import org.jspecify.annotations.NullMarked;
