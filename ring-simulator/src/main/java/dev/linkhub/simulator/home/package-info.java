/** What happens in a user's home: devices come and go, somebody rings, somebody walks past. */
@NullMarked
package dev.linkhub.simulator.home;

import org.jspecify.annotations.NullMarked;
