/** What users pay, or try, a partner's app for, and Ring's API that tells it. */
@NullMarked
package dev.linkhub.simulator.subscription;

import org.jspecify.annotations.NullMarked;
