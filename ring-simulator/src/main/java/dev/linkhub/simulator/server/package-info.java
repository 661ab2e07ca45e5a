/** The web server: one port for Ring, the control API and the page. */
@NullMarked
package dev.linkhub.simulator.server;

import org.jspecify.annotations.NullMarked;
