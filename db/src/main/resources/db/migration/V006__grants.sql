-- One Ring account as one app and environment sees it. Its row is the lock that keeps a claim and a newer grant from crossing.
CREATE TABLE ring_account (
    tenant_id       VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    app_id          VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    environment     VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ring_account_id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    first_seen_at   DATETIME(6)  NOT NULL,
    PRIMARY KEY (tenant_id, app_id, environment, ring_account_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- What Ring gave for one account: a token pair. Codes are sealed under generation 0, tokens under the generation that wrote them.
-- claim_id, lease_until and in_doubt_since serve code redemption and refresh alike: one lease, one doubt per grant.
CREATE TABLE ring_grant (
    tenant_id            VARCHAR(30)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    grant_id             VARCHAR(30)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    app_id               VARCHAR(30)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    environment          VARCHAR(10)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state                VARCHAR(10)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    revoked_reason       VARCHAR(30)     CHARACTER SET ascii COLLATE ascii_bin,
    generation           INT             NOT NULL,
    received_at          DATETIME(6)     NOT NULL,
    code_sha256          BINARY(32)      NOT NULL,
    code_sealed          VARBINARY(4096),
    exchanged_at         DATETIME(6),
    ring_account_id      VARCHAR(255)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    masked_first_name    VARCHAR(20),
    masked_email         VARCHAR(254),
    unclaimed_at         DATETIME(6),
    claimed_at           DATETIME(6),
    ended_at             DATETIME(6),
    access_token_sealed  VARBINARY(9000),
    refresh_token_sealed VARBINARY(9000),
    token_type           VARCHAR(40)     CHARACTER SET ascii COLLATE ascii_bin,
    scope                VARCHAR(500)    CHARACTER SET ascii COLLATE ascii_bin,
    access_expires_at    DATETIME(6),
    refresh_expires_at   DATETIME(6),
    last_refreshed_at    DATETIME(6),
    due_at               DATETIME(6),
    claim_id             VARCHAR(26)     CHARACTER SET ascii COLLATE ascii_bin,
    lease_until          DATETIME(6),
    in_doubt_since       DATETIME(6),
    failures             INT             NOT NULL,
    last_outcome         VARCHAR(30)     CHARACTER SET ascii COLLATE ascii_bin,
    last_attempt_at      DATETIME(6),
    unhealthy_reason     VARCHAR(30)     CHARACTER SET ascii COLLATE ascii_bin,
    unhealthy_since      DATETIME(6),
    confirmations        INT             NOT NULL,
    suspect_since        DATETIME(6),
    PRIMARY KEY (tenant_id, grant_id),
    UNIQUE KEY ring_grant_code (tenant_id, app_id, code_sha256),
    KEY ring_grant_due (tenant_id, app_id, due_at),
    KEY ring_grant_refresh_expiry (tenant_id, refresh_expires_at),
    KEY ring_grant_pool (tenant_id, app_id, environment, state, received_at),
    KEY ring_grant_account (tenant_id, app_id, environment, ring_account_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- One row per end of an attempt to refresh.
CREATE TABLE refresh_attempt (
    tenant_id       VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    grant_id        VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempt_id      VARCHAR(26)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    app_id          VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ended_at        DATETIME(6)  NOT NULL,
    outcome         VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail          VARCHAR(200) NOT NULL,
    new_generation  INT,
    was_in_doubt    BOOLEAN      NOT NULL,
    on_demand       BOOLEAN      NOT NULL,
    ring_request_id VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (tenant_id, grant_id, attempt_id),
    UNIQUE KEY refresh_attempt_success (tenant_id, grant_id, new_generation),
    KEY refresh_attempt_app (tenant_id, app_id, ended_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
