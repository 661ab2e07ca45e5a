/** Who lives in a run: tenants with apps, households with links, callers who use their tokens at once; and who watches. */
@NullMarked
package dev.linkhub.chaos.world;

import org.jspecify.annotations.NullMarked;
