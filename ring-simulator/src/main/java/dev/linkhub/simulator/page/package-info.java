/** The page that stands for the Ring app. */
@NullMarked
package dev.linkhub.simulator.page;

import org.jspecify.annotations.NullMarked;
