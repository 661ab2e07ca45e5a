-- The processes that live: each says so every few seconds, by the database's clock, with what it is doing. Whoever has not been heard for
-- ten minutes is forgotten. lanes and open_breakers are JSON and bounded; they name tenants' ids and apps' ids, and nothing of households.
CREATE TABLE hub_process (
    process_id    VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name          VARCHAR(50)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind          VARCHAR(10)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version       VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    started_at    DATETIME(6)   NOT NULL,
    heard_at      DATETIME(6)   NOT NULL,
    in_flight     INT           NOT NULL,
    lanes         TEXT          CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    open_breakers TEXT          CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (process_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
