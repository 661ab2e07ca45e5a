-- A wake-up that came while its execution was running, and the earliest time that it asked for: whoever ends the execution heeds it.
-- db-scheduler names its columns and knows nothing of this one.
ALTER TABLE scheduled_tasks ADD COLUMN woken_for DATETIME(6);
