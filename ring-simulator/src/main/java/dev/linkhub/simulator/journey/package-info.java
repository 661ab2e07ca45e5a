/** What a user does in the Ring app: install, sign in, remove. */
@NullMarked
package dev.linkhub.simulator.journey;

import org.jspecify.annotations.NullMarked;
