/** Ring's API about the devices that a user shares with an app. */
@NullMarked
package dev.linkhub.simulator.device;

import org.jspecify.annotations.NullMarked;
