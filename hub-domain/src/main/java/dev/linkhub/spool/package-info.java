/** What Ring has handed out and the database has not taken yet, kept on this machine's disk until it has. */
@NullMarked
package dev.linkhub.spool;

import org.jspecify.annotations.NullMarked;
