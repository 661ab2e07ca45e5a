/** What Ring's servers call: codes and webhooks. */
@NullMarked
package dev.linkhub.api.ring;

import org.jspecify.annotations.NullMarked;
