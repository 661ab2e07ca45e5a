/** What each process did with each refresh token, on a file that survives the process: forensics, off by default. */
@NullMarked
package dev.linkhub.journal;

import org.jspecify.annotations.NullMarked;
