/** Signing in and out of a tenant's pages, and the mails about an account that the hub keeps. */
@NullMarked
package dev.linkhub.web.signin;

import org.jspecify.annotations.NullMarked;
