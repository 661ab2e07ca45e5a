-- Answers to POSTs that carried an Idempotency-Key, sealed because some hold a secret.
CREATE TABLE idempotent_request (
    tenant_id       VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_sha256  BINARY(32)  NOT NULL,
    body_sha256     BINARY(32)  NOT NULL,
    started_at      DATETIME(6) NOT NULL,
    status          INT,
    answer_sealed   MEDIUMBLOB,
    forget_at       DATETIME(6) NOT NULL,
    PRIMARY KEY (tenant_id, request_sha256),
    KEY idempotent_request_age (tenant_id, forget_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
