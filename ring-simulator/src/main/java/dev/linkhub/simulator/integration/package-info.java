/** Installed apps and the app-integrations API that confirms them. */
@NullMarked
package dev.linkhub.simulator.integration;

import org.jspecify.annotations.NullMarked;
