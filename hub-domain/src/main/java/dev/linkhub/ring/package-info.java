/** Ring over HTTP: its OAuth and partner API, its signatures, how hard we may call it, and the simulator that stands for it. */
@NullMarked
package dev.linkhub.ring;

import org.jspecify.annotations.NullMarked;
