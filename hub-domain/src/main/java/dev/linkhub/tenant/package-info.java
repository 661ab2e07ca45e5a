/** Integrator organisations and their API keys. */
@NullMarked
package dev.linkhub.tenant;

import org.jspecify.annotations.NullMarked;
