/** Lists a page at a time. */
@NullMarked
package dev.linkhub.api.page;

import org.jspecify.annotations.NullMarked;
