/** How a tenant's pages look to its households. */
@NullMarked
package dev.linkhub.branding;

import org.jspecify.annotations.NullMarked;
