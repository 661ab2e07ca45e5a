/** What Ring tells us unasked: verified, stored before it is answered, applied once. */
@NullMarked
package dev.linkhub.webhook;

import org.jspecify.annotations.NullMarked;
