/**
 * How a tenant's households sign in: with accounts that the hub keeps, or through the tenant's own OpenID Connect provider, which
 * may be set and changed while the hub runs.
 */
@NullMarked
package dev.linkhub.signin;

import org.jspecify.annotations.NullMarked;
