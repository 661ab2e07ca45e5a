/** The worker as a process of its own. */
@NullMarked
package dev.linkhub.worker;

import org.jspecify.annotations.NullMarked;
