-- db-scheduler's own table, as its documentation gives it for MySQL and MariaDB; instances are longer here, because they name tenant and subject.
CREATE TABLE scheduled_tasks (
    task_name            VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    task_instance        VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    task_data            BLOB,
    execution_time       DATETIME(6)  NOT NULL,
    picked               BOOLEAN      NOT NULL,
    picked_by            VARCHAR(50),
    last_success         DATETIME(6),
    last_failure         DATETIME(6),
    consecutive_failures INT,
    last_heartbeat       DATETIME(6),
    version              BIGINT       NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance),
    KEY scheduled_tasks_execution_time (execution_time),
    KEY scheduled_tasks_last_heartbeat (last_heartbeat)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
