/** What Ring leaves open or documents twice, as choices. */
@NullMarked
package dev.linkhub.simulator.settings;

import org.jspecify.annotations.NullMarked;
