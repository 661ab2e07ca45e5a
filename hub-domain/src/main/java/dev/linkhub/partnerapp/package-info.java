/** A tenant's Ring Appstore apps: credentials, environments, and whether we may use them. */
@NullMarked
package dev.linkhub.partnerapp;

import org.jspecify.annotations.NullMarked;
