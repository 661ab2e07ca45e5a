/** Who calls: a tenant's API key or the operator. */
@NullMarked
package dev.linkhub.api.caller;

import org.jspecify.annotations.NullMarked;
