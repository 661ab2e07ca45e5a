-- An integrator organisation.
CREATE TABLE tenant (
    tenant_id  VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    slug       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name       VARCHAR(80)  NOT NULL,
    created_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (tenant_id),
    UNIQUE KEY tenant_slug (slug)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- An integrator's credential for the API. Only the SHA-256 of its secret is kept.
CREATE TABLE api_key (
    tenant_id     VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    api_key_id    VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name          VARCHAR(80)  NOT NULL,
    scopes        VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reach         VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    secret_sha256 BINARY(32)   NOT NULL,
    created_by    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    expires_at    DATETIME(6),
    last_used_at  DATETIME(6),
    PRIMARY KEY (tenant_id, api_key_id),
    UNIQUE KEY api_key_lookup (api_key_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
