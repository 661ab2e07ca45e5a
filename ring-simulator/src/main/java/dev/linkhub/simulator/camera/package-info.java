/** What the user has set for what a camera sees. */
@NullMarked
package dev.linkhub.simulator.camera;

import org.jspecify.annotations.NullMarked;
