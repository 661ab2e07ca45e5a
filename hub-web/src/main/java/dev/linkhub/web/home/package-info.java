/** What a household sees of its own links, and how it repairs them. */
@NullMarked
package dev.linkhub.web.home;

import org.jspecify.annotations.NullMarked;
