/**
 * The only way to an address that a tenant chose: https, to a public address that was resolved once, without redirects, within
 * bounds of size and time.
 */
@NullMarked
package dev.linkhub.egress;

import org.jspecify.annotations.NullMarked;
