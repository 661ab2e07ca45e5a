-- How hard all processes together call Ring on behalf of one app. Permits are numbered by the database's clock: half second number h
-- since 2020 has those from h * per_second DIV 2 to the first of the next half second, so each is handed out once and none is
-- saved up. all_to is the first that nobody has; codes do not wait and may push it beyond the half second, whose successor then
-- has fewer. background_to counts four fifths of them in the same way. The columns from per_second to answer are written by one
-- statement (SharedRate) and mean nothing to anyone else, except that per_second is the rate of the last portion.
CREATE TABLE ring_rate (
    tenant_id         VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    app_id            VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    agreed_per_second INT,
    not_before        DATETIME(6),
    per_second        INT         NOT NULL DEFAULT 0,
    at_micros         BIGINT      NOT NULL DEFAULT 0,
    portion_from      BIGINT      NOT NULL DEFAULT 0,
    portion_end       BIGINT      NOT NULL DEFAULT 0,
    all_from          BIGINT      NOT NULL DEFAULT 0,
    background_from   BIGINT      NOT NULL DEFAULT 0,
    answer            BIGINT      NOT NULL DEFAULT 0,
    all_to            BIGINT      NOT NULL DEFAULT 0,
    background_to     BIGINT      NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, app_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
