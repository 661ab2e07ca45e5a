/** The pages as a process of their own. */
@NullMarked
package dev.linkhub.web;

import org.jspecify.annotations.NullMarked;
