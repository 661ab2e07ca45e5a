/** How a tenant's pages look. */
@NullMarked
package dev.linkhub.api.branding;

import org.jspecify.annotations.NullMarked;
