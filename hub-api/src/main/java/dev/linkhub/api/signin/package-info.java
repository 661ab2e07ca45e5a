/** What a tenant's households sign in with. */
@NullMarked
package dev.linkhub.api.signin;

import org.jspecify.annotations.NullMarked;
