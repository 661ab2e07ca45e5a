/** What operators do to tenants. */
@NullMarked
package dev.linkhub.api.tenants;

import org.jspecify.annotations.NullMarked;
