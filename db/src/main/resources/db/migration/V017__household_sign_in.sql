-- How a tenant's households sign in. No row, or type 'hub': with accounts that the hub keeps. The client secret is sealed under
-- version, which rises with each change: whoever is on the way when it changes begins anew.
CREATE TABLE sign_in_method (
    tenant_id            VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    type                 VARCHAR(4)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    issuer               VARCHAR(255)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    client_id            VARCHAR(255)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    client_secret_sealed VARBINARY(2048),
    scopes               VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_bin,
    version              INT           NOT NULL,
    updated_at           DATETIME(6)   NOT NULL,
    PRIMARY KEY (tenant_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- A browser on its way through the tenant's provider; single use. It is good for the method's version that it began with.
-- The PKCE verifier and the nonce are sealed together.
CREATE TABLE oidc_flow (
    tenant_id      VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    flow_id        VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state_sha256   BINARY(32)     NOT NULL,
    browser_sha256 BINARY(32)     NOT NULL,
    secrets_sealed VARBINARY(512) NOT NULL,
    method_version INT            NOT NULL,
    next_path      VARCHAR(500)   CHARACTER SET ascii COLLATE ascii_bin,
    source         VARCHAR(45)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at     DATETIME(6)    NOT NULL,
    PRIMARY KEY (tenant_id, flow_id),
    KEY oidc_flow_expiry (tenant_id, expires_at),
    KEY oidc_flow_source (tenant_id, source, expires_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
