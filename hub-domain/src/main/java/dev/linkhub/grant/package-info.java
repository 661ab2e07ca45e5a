/** What Ring gave for one account: from the code in hand to a token pair that waits for its household. */
@NullMarked
package dev.linkhub.grant;

import org.jspecify.annotations.NullMarked;
