/** Mails to households: kept until the mail server has taken them, or written to files where there is none. */
@NullMarked
package dev.linkhub.mail;

import org.jspecify.annotations.NullMarked;
