-- One browser's attempt to link. Single use; only the SHA-256 of the browser's cookie is kept.
CREATE TABLE linking_flow (
    tenant_id      VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    flow_id        VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    app_id         VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    environment    VARCHAR(10)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    browser_sha256 BINARY(32)     NOT NULL,
    source         VARCHAR(45)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    nonce_sealed   VARBINARY(512) NOT NULL,
    nonce_sha256   BINARY(32)     NOT NULL,
    nonce_time     VARCHAR(20)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state          VARCHAR(10)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    household_id   VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin,
    grant_id       VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin,
    link_id        VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin,
    created_at     DATETIME(6)    NOT NULL,
    expires_at     DATETIME(6)    NOT NULL,
    PRIMARY KEY (tenant_id, flow_id),
    KEY linking_flow_source (tenant_id, source, expires_at),
    KEY linking_flow_expiry (tenant_id, expires_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- A nonce works once per app, over all its environments.
CREATE TABLE consumed_nonce (
    tenant_id    VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    app_id       VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    nonce_sha256 BINARY(32)  NOT NULL,
    flow_id      VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    consumed_at  DATETIME(6) NOT NULL,
    PRIMARY KEY (tenant_id, app_id, nonce_sha256),
    KEY consumed_nonce_age (tenant_id, consumed_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- The lasting association of a household and a Ring account. Keeps its id over remove-and-reconnect.
-- The nonce that Ring still has to be told is sealed under claim_number, which rises with each claim.
CREATE TABLE account_link (
    tenant_id          VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    link_id            VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    app_id             VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    environment        VARCHAR(10)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    household_id       VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ring_account_id    VARCHAR(255)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    grant_id           VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_identifier VARCHAR(254)   NOT NULL,
    state              VARCHAR(10)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    claim_number       INT            NOT NULL,
    nonce_sealed       VARBINARY(512),
    post_sent_at       DATETIME(6),
    step_claim_id      VARCHAR(26)    CHARACTER SET ascii COLLATE ascii_bin,
    step_lease_until   DATETIME(6),
    step_failures      INT            NOT NULL,
    next_step_at       DATETIME(6),
    external_id        VARCHAR(200)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    -- 20 keys and values of 200 characters each, as JSON writes them: up to 6 characters for one, 48,000 in all.
    metadata           MEDIUMTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    created_at         DATETIME(6)    NOT NULL,
    claimed_at         DATETIME(6)    NOT NULL,
    linked_at          DATETIME(6),
    removed_at         DATETIME(6),
    refresh_asked_at   DATETIME(6),
    PRIMARY KEY (tenant_id, link_id),
    UNIQUE KEY account_link_pair (tenant_id, app_id, environment, household_id, ring_account_id),
    KEY account_link_account (tenant_id, app_id, environment, ring_account_id),
    KEY account_link_household (tenant_id, household_id),
    KEY account_link_external_id (tenant_id, external_id),
    KEY account_link_grant (tenant_id, grant_id),
    KEY account_link_step (tenant_id, next_step_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- A link's time line.
CREATE TABLE link_event (
    tenant_id VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    link_id   VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_id  VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at        DATETIME(6)  NOT NULL,
    type      VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail    VARCHAR(500) NOT NULL,
    PRIMARY KEY (tenant_id, link_id, event_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
