/** How requests are refused: RFC 9457 problem details and nothing that our insides would tell. */
@NullMarked
package dev.linkhub.api.problem;

import org.jspecify.annotations.NullMarked;
