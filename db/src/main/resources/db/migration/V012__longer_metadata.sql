-- 20 keys and values of 200 characters each, as JSON writes them: up to 6 characters for one, 48,000 in all.
ALTER TABLE account_link MODIFY metadata MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- As before: MySQL goes on describing a view's columns as they were when it was made.
CREATE OR REPLACE VIEW link_status AS
SELECT l.tenant_id,
       l.link_id,
       l.app_id,
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
