/** Measures the refresh engine, beside others and by itself; nothing of it runs in the hub. */
@NullMarked
package dev.linkhub.bench;

import org.jspecify.annotations.NullMarked;
