/** Keeps tokens alive: who may refresh a grant now, what became of it, and what that means. */
@NullMarked
package dev.linkhub.refresh;

import org.jspecify.annotations.NullMarked;
