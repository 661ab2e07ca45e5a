-- A tenant's data keys, each wrapped by the master keyset. The highest key_id seals; all open.
CREATE TABLE tenant_data_key (
    tenant_id   VARCHAR(30)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    key_id      INT             NOT NULL,
    wrapped_key VARBINARY(2048) NOT NULL,
    created_at  DATETIME(6)     NOT NULL,
    PRIMARY KEY (tenant_id, key_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- One row that only the right master keyset opens: a wrong keyset stops the start instead of failing later, one tenant at a time.
CREATE TABLE master_keyset_proof (
    proof_id INT            NOT NULL,
    sealed   VARBINARY(512) NOT NULL,
    PRIMARY KEY (proof_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
