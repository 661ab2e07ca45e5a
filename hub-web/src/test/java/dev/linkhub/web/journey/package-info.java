/** The pages as a household sees and uses them, in a real browser. */
@NullMarked
package dev.linkhub.web.journey;

import org.jspecify.annotations.NullMarked;
