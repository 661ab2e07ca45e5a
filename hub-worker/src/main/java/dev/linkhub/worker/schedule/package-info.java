/** Who looks where and when: the hub's work on db-scheduler. */
@NullMarked
package dev.linkhub.worker.schedule;

import org.jspecify.annotations.NullMarked;
