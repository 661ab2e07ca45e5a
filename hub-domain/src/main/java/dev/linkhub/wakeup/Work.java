package dev.linkhub.wakeup;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;

/** What a worker can be woken for; each is a db-scheduler task. */
public enum Work {
    /** A grant whose code is not redeemed yet, or whose account is not known yet. */
    CODE("redeem-code"),
    /** A link that Ring has not confirmed yet. */
    LINK("finish-link"),
    /** A webhook that is stored and not applied yet. */
    EVENT("apply-event"),
    /** A mail that the mail server has not taken yet. */
    MAIL("send-mail"),
    /** A link that its household disconnected: Ring is to be told, and the tokens dropped. */
    DISCONNECT("disconnect-link"),
    /** A link whose devices somebody wants listed. */
    DEVICES("list-devices"),
    /** A lane of a tenant's refreshes. */
    REFRESH("refresh"),
    /** What has outlived its use: whatever is {@link Sweepable}. */
    SWEEP("sweep");

    private final String taskName;

    Work(String taskName) {
        this.taskName = taskName;
    }

    /** The task as db-scheduler knows it. */
    public TaskDescriptor<Void> task() {
        return TaskDescriptor.of(taskName);
    }
}
