-- A webhook as Ring sent it, stored before it is answered. applied_at says that its effects are in.
CREATE TABLE ring_event (
    tenant_id       VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    app_id          VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_id      VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_id        VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    environment     VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ring_account_id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    type            VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    happened_at     DATETIME(6),
    received_at     DATETIME(6)  NOT NULL,
    body            MEDIUMBLOB   NOT NULL,
    applied_at      DATETIME(6),
    link_id         VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (tenant_id, app_id, request_id),
    KEY ring_event_account (tenant_id, app_id, environment, ring_account_id, received_at),
    KEY ring_event_link (tenant_id, link_id, received_at),
    KEY ring_event_age (tenant_id, received_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
