/** Medians, percentiles, and results as JSON. */
@NullMarked
package dev.linkhub.bench.figures;

import org.jspecify.annotations.NullMarked;
