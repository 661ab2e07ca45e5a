/** End users as their tenant's identity provider names them, the accounts that the hub keeps itself, and their sessions. */
@NullMarked
package dev.linkhub.household;

import org.jspecify.annotations.NullMarked;
