/** The devices that households share through their links: as Ring told us, by webhook and by list. */
@NullMarked
package dev.linkhub.device;

import org.jspecify.annotations.NullMarked;
