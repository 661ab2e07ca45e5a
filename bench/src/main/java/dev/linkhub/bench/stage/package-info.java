/** What each benchmark plays on: a database, a simulated Ring, tenants with grants, and processes to be measured. */
@NullMarked
package dev.linkhub.bench.stage;

import org.jspecify.annotations.NullMarked;
