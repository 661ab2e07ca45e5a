/** Ring over HTTP: its OAuth and partner API, its signatures, and how hard we may call it. */
@NullMarked
package dev.linkhub.ring;

import org.jspecify.annotations.NullMarked;
