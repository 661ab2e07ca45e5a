/** Ring apps: their credentials and the addresses that the partner registered. */
@NullMarked
package dev.linkhub.simulator.app;

import org.jspecify.annotations.NullMarked;
