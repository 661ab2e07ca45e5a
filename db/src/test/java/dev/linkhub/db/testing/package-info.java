/** Databases for tests: one server per test run, a fresh schema per test class. */
@NullMarked
package dev.linkhub.db.testing;

import org.jspecify.annotations.NullMarked;
