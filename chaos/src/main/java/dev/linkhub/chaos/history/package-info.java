/** What is known after a run, and what must hold of it. Knows no process, no database and no clock. */
@NullMarked
package dev.linkhub.chaos.history;

import org.jspecify.annotations.NullMarked;
