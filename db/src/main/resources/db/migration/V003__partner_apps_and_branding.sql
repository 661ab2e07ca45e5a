-- One Ring Appstore app of a tenant. Its credentials are sealed under credential_version, which rises with each change of them.
CREATE TABLE partner_app (
    tenant_id            VARCHAR(30)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    app_id               VARCHAR(30)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    slug                 VARCHAR(40)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name                 VARCHAR(80)     NOT NULL,
    client_id            VARCHAR(255)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    client_secret_sealed VARBINARY(2048) NOT NULL,
    hmac_key_sealed      VARBINARY(2048) NOT NULL,
    credential_version   INT             NOT NULL,
    hmac_verified_at     DATETIME(6),
    status               VARCHAR(10)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pause_reason         VARCHAR(30)     CHARACTER SET ascii COLLATE ascii_bin,
    paused_at            DATETIME(6),
    probe_at             DATETIME(6),
    probes               INT             NOT NULL,
    created_at           DATETIME(6)     NOT NULL,
    updated_at           DATETIME(6)     NOT NULL,
    PRIMARY KEY (tenant_id, app_id),
    UNIQUE KEY partner_app_slug (tenant_id, slug)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- The unguessable part of the addresses that Ring's servers call, per app and environment.
CREATE TABLE app_endpoint (
    tenant_id    VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    app_id       VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    environment  VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    endpoint_key VARCHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (tenant_id, app_id, environment),
    UNIQUE KEY app_endpoint_lookup (endpoint_key)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- How a tenant's pages look to its households.
CREATE TABLE branding (
    tenant_id     VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    display_name  VARCHAR(80)   NOT NULL,
    primary_color CHAR(7)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    logo_url      VARCHAR(2048),
    support_email VARCHAR(254),
    support_url   VARCHAR(2048),
    locale        VARCHAR(35)   CHARACTER SET ascii COLLATE ascii_bin,
    updated_at    DATETIME(6)   NOT NULL,
    PRIMARY KEY (tenant_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
