/** The description of the API, made from the code. */
@NullMarked
package dev.linkhub.api.openapi;

import org.jspecify.annotations.NullMarked;
