/** The hub as a process of its own, and how tests wait for it. */
@NullMarked
package dev.linkhub.standalone.testing;

import org.jspecify.annotations.NullMarked;
