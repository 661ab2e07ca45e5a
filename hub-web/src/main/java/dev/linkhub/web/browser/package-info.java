/** What a browser sends and is given: cookies, form tokens, where a request comes from, and how many of them. */
@NullMarked
package dev.linkhub.web.browser;

import org.jspecify.annotations.NullMarked;
