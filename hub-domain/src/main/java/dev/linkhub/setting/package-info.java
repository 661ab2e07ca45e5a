/** Settings as operators write them, and how a wrong one stops the start. */
@NullMarked
package dev.linkhub.setting;

import org.jspecify.annotations.NullMarked;
