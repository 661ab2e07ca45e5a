/** Whether Ring still calls an app's Webhook URL. */
@NullMarked
package dev.linkhub.simulator.standing;

import org.jspecify.annotations.NullMarked;
