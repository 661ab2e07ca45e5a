/** Trying an app in the sandbox. */
@NullMarked
package dev.linkhub.api.sandbox;

import org.jspecify.annotations.NullMarked;
