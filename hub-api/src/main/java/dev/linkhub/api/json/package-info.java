/** JSON as callers send it, read strictly, field by field. */
@NullMarked
package dev.linkhub.api.json;

import org.jspecify.annotations.NullMarked;
