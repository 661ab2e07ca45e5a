-- Accounts that somebody asked for, until the link in a mail to their address is used: nothing else may tell whether there is one
-- already. For an address that has one there is a row too, of a token that nobody was sent, so that both are the same work.
CREATE TABLE pending_account (
    tenant_id     VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token_sha256  BINARY(32)   NOT NULL,
    email         VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (tenant_id, token_sha256),
    KEY pending_account_expiry (tenant_id, expires_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
