/** The users API: whom a token speaks for. */
@NullMarked
package dev.linkhub.simulator.user;

import org.jspecify.annotations.NullMarked;
