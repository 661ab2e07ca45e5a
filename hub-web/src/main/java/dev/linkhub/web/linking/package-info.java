/** A household's way from the Ring app to its link: arrive, sign in, confirm, see it done. */
@NullMarked
package dev.linkhub.web.linking;

import org.jspecify.annotations.NullMarked;
