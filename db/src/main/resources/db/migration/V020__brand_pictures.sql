-- Logos and favicons as the hub fetched, checked and redrew them: always PNG, served under a name that holds the SHA-256.
CREATE TABLE brand_picture (
    tenant_id  VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind       VARCHAR(10)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source_url VARCHAR(2048) NOT NULL,
    sha256     CHAR(64)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    png        MEDIUMBLOB    NOT NULL,
    fetched_at DATETIME(6)   NOT NULL,
    PRIMARY KEY (tenant_id, kind)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

ALTER TABLE branding ADD COLUMN favicon_url VARCHAR(2048) AFTER logo_url;
