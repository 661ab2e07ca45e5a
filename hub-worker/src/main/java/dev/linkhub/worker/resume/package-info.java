/** Goes on where a process died, or Ring did not answer: codes, links, webhooks, mails. */
@NullMarked
package dev.linkhub.worker.resume;

import org.jspecify.annotations.NullMarked;
