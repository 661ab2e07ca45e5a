-- The devices that a household shares through a link, as Ring last told us. Each time is the latest of its kind by Ring's clock, so that
-- webhooks may come in any order and often: a device is shared if it was added after it was last removed, and online likewise. A removed
-- one is its own archive until it is swept. Its name is a household's, and sealed under name_number, which rises with each name.
CREATE TABLE link_device (
    tenant_id      VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    link_id        VARCHAR(30)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ring_device_id VARCHAR(255)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name_sealed    VARBINARY(512),
    name_number    INT            NOT NULL,
    kind           VARCHAR(10)    CHARACTER SET ascii COLLATE ascii_bin,
    added_at       DATETIME(6),
    removed_at     DATETIME(6),
    online_at      DATETIME(6),
    offline_at     DATETIME(6),
    last_event_at  DATETIME(6),
    PRIMARY KEY (tenant_id, link_id, ring_device_id),
    KEY link_device_removed (tenant_id, removed_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- When Ring was last asked for a link's devices, and since when somebody wants that done.
CREATE TABLE device_listing (
    tenant_id VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    link_id   VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    wanted_at DATETIME(6),
    begun_at  DATETIME(6),
    listed_at DATETIME(6),
    failures  INT         NOT NULL,
    PRIMARY KEY (tenant_id, link_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- What a household pays for the app in Ring, or tries: the latest times by Ring's clock, as with devices.
CREATE TABLE link_subscription (
    tenant_id       VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    link_id         VARCHAR(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subscription_id VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    activated_at    DATETIME(6),
    deactivated_at  DATETIME(6),
    PRIMARY KEY (tenant_id, link_id, subscription_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- A household disconnected its link here: Ring has still to be told with this grant's token, and the tokens to be dropped.
CREATE TABLE link_disconnect (
    tenant_id   VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    link_id     VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    grant_id    VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked_at    DATETIME(6) NOT NULL,
    lease_until DATETIME(6),
    failures    INT         NOT NULL,
    dropped_at  DATETIME(6),
    PRIMARY KEY (tenant_id, link_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;

-- What an event is about: Ring's id of the device or the subscription.
ALTER TABLE ring_event ADD COLUMN subject VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin;
