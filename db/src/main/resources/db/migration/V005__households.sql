-- An end user as the tenant's identity provider names them. Issuer 'hub' is the hub's own accounts.
CREATE TABLE household (
    tenant_id    VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    household_id VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    issuer       VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    subject      VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    account_name VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    created_at   DATETIME(6)  NOT NULL,
    PRIMARY KEY (tenant_id, household_id),
    UNIQUE KEY household_subject (tenant_id, issuer, subject)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- An account kept by the hub. Its account_id is the household's subject.
CREATE TABLE household_account (
    tenant_id     VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id    VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    email         VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (tenant_id, account_id),
    UNIQUE KEY household_account_email (tenant_id, email)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- A signed-in browser. Only the SHA-256 of the cookie's secret is kept.
CREATE TABLE household_session (
    tenant_id      VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    session_sha256 BINARY(32)  NOT NULL,
    household_id   VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at     DATETIME(6) NOT NULL,
    last_seen_at   DATETIME(6) NOT NULL,
    expires_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (tenant_id, session_sha256),
    KEY household_session_expiry (tenant_id, expires_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- Wrong passwords, per account name and source address; source '*' counts an account's from everywhere. An attempt counts as
-- wrong from its beginning until it is known to be right, so that many at once cannot slip past the limit.
CREATE TABLE sign_in_failure (
    tenant_id      VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_sha256 BINARY(32)  NOT NULL,
    source         VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    failures       INT         NOT NULL,
    forgotten_at   DATETIME(6) NOT NULL,
    blocked_until  DATETIME(6),
    PRIMARY KEY (tenant_id, account_sha256, source),
    KEY sign_in_failure_age (tenant_id, forgotten_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
