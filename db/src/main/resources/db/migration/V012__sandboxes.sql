-- An app may be added before Ring has issued its credentials. Its sandbox is an app of its own, with credentials that the hub makes
-- and only the hub's simulator gets, so that pauses, rates and verdicts of the two have nothing to do with each other.
ALTER TABLE partner_app
    MODIFY client_id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    MODIFY client_secret_sealed VARBINARY(2048),
    MODIFY hmac_key_sealed VARBINARY(2048),
    ADD COLUMN sandbox_of VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin,
    ADD UNIQUE KEY partner_app_sandbox (tenant_id, sandbox_of);

-- As before, but a link in a sandbox shows the app that the sandbox belongs to.
CREATE OR REPLACE VIEW link_status AS
SELECT l.tenant_id,
       l.link_id,
       IF(a.sandbox_of IS NULL, l.app_id, a.sandbox_of) AS app_id,
       l.environment,
       l.household_id,
       l.ring_account_id,
       l.grant_id,
       l.account_identifier,
       l.state,
       l.external_id,
       l.metadata,
       l.created_at,
       l.claimed_at,
       l.linked_at,
       l.removed_at,
       g.generation,
       g.access_expires_at,
       g.refresh_expires_at,
       g.due_at,
       g.last_refreshed_at,
       CONVERT(CASE
           WHEN l.state IN ('REMOVED', 'REPLACED') OR g.unhealthy_reason IS NOT NULL THEN 'UNHEALTHY'
           WHEN a.status = 'PAUSED' THEN 'PAUSED'
           WHEN (g.failures > 0 OR (g.in_doubt_since IS NOT NULL AND g.lease_until < UTC_TIMESTAMP(6)))
               AND g.refresh_expires_at < UTC_TIMESTAMP(6) + INTERVAL 72 HOUR THEN 'AT_RISK'
           WHEN g.failures > 0 OR (g.in_doubt_since IS NOT NULL AND g.lease_until < UTC_TIMESTAMP(6)) THEN 'RETRYING'
           ELSE 'HEALTHY'
       END USING ascii) COLLATE ascii_bin AS health,
       CONVERT(CASE
           WHEN l.state = 'REMOVED' THEN 'REMOVED_BY_USER'
           WHEN l.state = 'REPLACED' THEN 'REPLACED'
           ELSE g.unhealthy_reason
       END USING ascii) COLLATE ascii_bin AS reason
  FROM account_link l
  JOIN ring_grant g ON g.tenant_id = l.tenant_id AND g.grant_id = l.grant_id
  JOIN partner_app a ON a.tenant_id = l.tenant_id AND a.app_id = l.app_id;
