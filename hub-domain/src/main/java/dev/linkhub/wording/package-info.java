/** What people read, in their language and in their tenant's own words. */
@NullMarked
package dev.linkhub.wording;

import org.jspecify.annotations.NullMarked;
