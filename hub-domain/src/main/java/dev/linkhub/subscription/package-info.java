/** What households pay for an app in Ring, or try: as Ring told us by webhook. */
@NullMarked
package dev.linkhub.subscription;

import org.jspecify.annotations.NullMarked;
