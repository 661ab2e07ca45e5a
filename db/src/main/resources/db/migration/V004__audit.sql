-- Who did what to which thing. A token leaves the hub only in the transaction that writes its row here.
CREATE TABLE audit_entry (
    tenant_id VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    audit_id  VARCHAR(30)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at        DATETIME(6)   NOT NULL,
    actor     VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    action    VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject   VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail    VARCHAR(1000) NOT NULL,
    PRIMARY KEY (tenant_id, audit_id),
    KEY audit_entry_subject (tenant_id, subject, audit_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
