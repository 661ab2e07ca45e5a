/** What every page has in common: the frame, the tenant's look, headers, bounds, and pages for what goes wrong. */
@NullMarked
package dev.linkhub.web.page;

import org.jspecify.annotations.NullMarked;
