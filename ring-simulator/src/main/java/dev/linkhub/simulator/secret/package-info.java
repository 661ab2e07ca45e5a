/** Making, naming and hiding credentials. */
@NullMarked
package dev.linkhub.simulator.secret;

import org.jspecify.annotations.NullMarked;
