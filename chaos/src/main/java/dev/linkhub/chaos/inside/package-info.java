/**
 * What goes onto the class path of a hub's process for a run, behind the hub's own jar: beans that end or hold the process at
 * an exact point, set its clock wrong, or break it on purpose. The hub's own code knows nothing of it.
 */
@NullMarked
package dev.linkhub.chaos.inside;

import org.jspecify.annotations.NullMarked;
