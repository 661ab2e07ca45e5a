/** What each process of the hub does at its start and its end, whichever parts of the hub it runs. */
@NullMarked
package dev.linkhub.process;

import org.jspecify.annotations.NullMarked;
