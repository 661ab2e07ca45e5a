/** How far a household has come with repairing a link: what Ring and the household have done, as the hub heard of it. */
@NullMarked
package dev.linkhub.repair;

import org.jspecify.annotations.NullMarked;
