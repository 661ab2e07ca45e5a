/** Ring users and their devices. */
@NullMarked
package dev.linkhub.simulator.account;

import org.jspecify.annotations.NullMarked;
