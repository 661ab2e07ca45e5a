-- When a link in a mail, or a reset of the password, has proved that an account's address is its owner's.
ALTER TABLE household_account ADD COLUMN email_verified_at DATETIME(6);

-- A reset of the password ends all sessions of the household.
ALTER TABLE household_session ADD KEY household_session_household (tenant_id, household_id);

-- The SHA-256 of Ring's e-mail address for the account, sealed: to be compared with the household's own while the grant is in the pool.
ALTER TABLE ring_grant ADD COLUMN email_digest_sealed VARBINARY(128);

-- What stands in a mail's link, by its SHA-256; single use. For an address without an account there is a row of nobody's, so that both are
-- the same work.
CREATE TABLE account_token (
    tenant_id    VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token_sha256 BINARY(32)  NOT NULL,
    purpose      VARCHAR(6)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id   VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (tenant_id, token_sha256),
    KEY account_token_account (tenant_id, account_id, purpose),
    KEY account_token_expiry (tenant_id, expires_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- How many mails were asked for: to one address, and by one source. subject_sha256 is of either.
CREATE TABLE account_mail_count (
    tenant_id      VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject_sha256 BINARY(32)  NOT NULL,
    asked          INT         NOT NULL,
    forgotten_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (tenant_id, subject_sha256),
    KEY account_mail_count_age (tenant_id, forgotten_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- Mails on their way: a row goes once the mail server has taken the mail, has refused it for good, or the mail is out of date. Recipient,
-- subject and text are sealed together. for_nobody: made for the time that it takes, and never sent.
CREATE TABLE outgoing_mail (
    tenant_id   VARCHAR(30)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mail_id     VARCHAR(30)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mail_sealed VARBINARY(8192) NOT NULL,
    for_nobody  BOOLEAN         NOT NULL,
    attempts    INT             NOT NULL,
    lease_until DATETIME(6),
    created_at  DATETIME(6)     NOT NULL,
    expires_at  DATETIME(6)     NOT NULL,
    PRIMARY KEY (tenant_id, mail_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
