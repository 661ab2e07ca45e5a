/** Signing in and out of a tenant's pages with an account that the hub keeps. */
@NullMarked
package dev.linkhub.web.signin;

import org.jspecify.annotations.NullMarked;
