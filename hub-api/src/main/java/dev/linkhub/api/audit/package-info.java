/** A tenant's audit trail. */
@NullMarked
package dev.linkhub.api.audit;

import org.jspecify.annotations.NullMarked;
