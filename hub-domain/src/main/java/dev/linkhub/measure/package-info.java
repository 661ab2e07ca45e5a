/** What happens, counted for whoever watches the hub: which apps have a line of their own, and how lines come and go. */
@NullMarked
package dev.linkhub.measure;

import org.jspecify.annotations.NullMarked;
