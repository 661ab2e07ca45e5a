CREATE TABLE account_link (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    link_id varchar(30) COLLATE ascii_bin NOT NULL,
    app_id varchar(30) COLLATE ascii_bin NOT NULL,
    environment varchar(10) COLLATE ascii_bin NOT NULL,
    household_id varchar(30) COLLATE ascii_bin NOT NULL,
    ring_account_id varchar(255) COLLATE utf8mb4_bin NOT NULL,
    grant_id varchar(30) COLLATE ascii_bin NOT NULL,
    account_identifier varchar(254) COLLATE utf8mb4_unicode_520_ci NOT NULL,
    state varchar(10) COLLATE ascii_bin NOT NULL,
    claim_number int NOT NULL,
    nonce_sealed varbinary(512),
    post_sent_at datetime(6),
    step_claim_id varchar(26) COLLATE ascii_bin,
    step_lease_until datetime(6),
    step_failures int NOT NULL,
    next_step_at datetime(6),
    external_id varchar(200) COLLATE utf8mb4_bin,
    metadata mediumtext COLLATE utf8mb4_bin,
    created_at datetime(6) NOT NULL,
    claimed_at datetime(6) NOT NULL,
    linked_at datetime(6),
    removed_at datetime(6),
    refresh_asked_at datetime(6),
    PRIMARY KEY (tenant_id, link_id),
    KEY account_link_account (tenant_id, app_id, environment, ring_account_id),
    KEY account_link_external_id (tenant_id, external_id),
    KEY account_link_grant (tenant_id, grant_id),
    KEY account_link_household (tenant_id, household_id),
    UNIQUE KEY account_link_pair (tenant_id, app_id, environment, household_id, ring_account_id),
    KEY account_link_step (tenant_id, next_step_at)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE account_mail_count (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    subject_sha256 binary(32) NOT NULL,
    asked int NOT NULL,
    forgotten_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, subject_sha256),
    KEY account_mail_count_age (tenant_id, forgotten_at)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE account_token (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    token_sha256 binary(32) NOT NULL,
    purpose varchar(6) COLLATE ascii_bin NOT NULL,
    account_id varchar(30) COLLATE ascii_bin NOT NULL,
    expires_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, token_sha256),
    KEY account_token_account (tenant_id, account_id, purpose),
    KEY account_token_expiry (tenant_id, expires_at)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE api_key (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    api_key_id varchar(30) COLLATE ascii_bin NOT NULL,
    name varchar(80) COLLATE utf8mb4_unicode_520_ci NOT NULL,
    scopes varchar(255) COLLATE ascii_bin NOT NULL,
    reach varchar(10) COLLATE ascii_bin NOT NULL,
    secret_sha256 binary(32) NOT NULL,
    created_by varchar(64) COLLATE ascii_bin NOT NULL,
    created_at datetime(6) NOT NULL,
    expires_at datetime(6),
    last_used_at datetime(6),
    PRIMARY KEY (tenant_id, api_key_id),
    UNIQUE KEY api_key_lookup (api_key_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE app_endpoint (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    app_id varchar(30) COLLATE ascii_bin NOT NULL,
    environment varchar(10) COLLATE ascii_bin NOT NULL,
    endpoint_key varchar(22) COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (tenant_id, app_id, environment),
    UNIQUE KEY app_endpoint_lookup (endpoint_key)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE audit_entry (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    audit_id varchar(30) COLLATE ascii_bin NOT NULL,
    at datetime(6) NOT NULL,
    actor varchar(64) COLLATE ascii_bin NOT NULL,
    action varchar(40) COLLATE ascii_bin NOT NULL,
    subject varchar(64) COLLATE ascii_bin NOT NULL,
    detail varchar(1000) COLLATE utf8mb4_unicode_520_ci NOT NULL,
    PRIMARY KEY (tenant_id, audit_id),
    KEY audit_entry_subject (tenant_id, subject, audit_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE brand_picture (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    kind varchar(10) COLLATE ascii_bin NOT NULL,
    source_url varchar(2048) COLLATE utf8mb4_unicode_520_ci NOT NULL,
    sha256 char(64) COLLATE ascii_bin NOT NULL,
    png mediumblob NOT NULL,
    fetched_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, kind)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE branding (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    display_name varchar(80) COLLATE utf8mb4_unicode_520_ci NOT NULL,
    primary_color char(7) COLLATE ascii_bin NOT NULL,
    logo_url varchar(2048) COLLATE utf8mb4_unicode_520_ci,
    favicon_url varchar(2048) COLLATE utf8mb4_unicode_520_ci,
    support_email varchar(254) COLLATE utf8mb4_unicode_520_ci,
    support_url varchar(2048) COLLATE utf8mb4_unicode_520_ci,
    locale varchar(35) COLLATE ascii_bin,
    languages varchar(100) COLLATE ascii_bin,
    wording text COLLATE utf8mb4_unicode_520_ci,
    updated_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE consumed_nonce (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    app_id varchar(30) COLLATE ascii_bin NOT NULL,
    nonce_sha256 binary(32) NOT NULL,
    flow_id varchar(30) COLLATE ascii_bin NOT NULL,
    consumed_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, app_id, nonce_sha256),
    KEY consumed_nonce_age (tenant_id, consumed_at)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE device_listing (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    link_id varchar(30) COLLATE ascii_bin NOT NULL,
    wanted_at datetime(6),
    begun_at datetime(6),
    listed_at datetime(6),
    failures int NOT NULL,
    PRIMARY KEY (tenant_id, link_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE household (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    household_id varchar(30) COLLATE ascii_bin NOT NULL,
    issuer varchar(255) COLLATE utf8mb4_bin NOT NULL,
    subject varchar(255) COLLATE utf8mb4_bin NOT NULL,
    account_name varchar(254) COLLATE utf8mb4_bin NOT NULL,
    created_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, household_id),
    UNIQUE KEY household_subject (tenant_id, issuer, subject)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE household_account (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    account_id varchar(30) COLLATE ascii_bin NOT NULL,
    email varchar(254) COLLATE utf8mb4_bin NOT NULL,
    password_hash varchar(255) COLLATE ascii_bin NOT NULL,
    created_at datetime(6) NOT NULL,
    email_verified_at datetime(6),
    PRIMARY KEY (tenant_id, account_id),
    UNIQUE KEY household_account_email (tenant_id, email)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE household_session (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    session_sha256 binary(32) NOT NULL,
    household_id varchar(30) COLLATE ascii_bin NOT NULL,
    created_at datetime(6) NOT NULL,
    last_seen_at datetime(6) NOT NULL,
    expires_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, session_sha256),
    KEY household_session_expiry (tenant_id, expires_at),
    KEY household_session_household (tenant_id, household_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE hub_process (
    process_id varchar(30) COLLATE ascii_bin NOT NULL,
    name varchar(50) COLLATE ascii_bin NOT NULL,
    kind varchar(10) COLLATE ascii_bin NOT NULL,
    version varchar(40) COLLATE ascii_bin NOT NULL,
    started_at datetime(6) NOT NULL,
    heard_at datetime(6) NOT NULL,
    in_flight int NOT NULL,
    lanes text COLLATE ascii_bin NOT NULL,
    open_breakers text COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (process_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE idempotent_request (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    request_sha256 binary(32) NOT NULL,
    body_sha256 binary(32) NOT NULL,
    started_at datetime(6) NOT NULL,
    status int,
    answer_sealed mediumblob,
    forget_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, request_sha256),
    KEY idempotent_request_age (tenant_id, forget_at)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE link_device (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    link_id varchar(30) COLLATE ascii_bin NOT NULL,
    ring_device_id varchar(255) COLLATE ascii_bin NOT NULL,
    name_sealed varbinary(512),
    name_number int NOT NULL,
    kind varchar(10) COLLATE ascii_bin,
    added_at datetime(6),
    removed_at datetime(6),
    online_at datetime(6),
    offline_at datetime(6),
    last_event_at datetime(6),
    PRIMARY KEY (tenant_id, link_id, ring_device_id),
    KEY link_device_removed (tenant_id, removed_at)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE link_disconnect (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    link_id varchar(30) COLLATE ascii_bin NOT NULL,
    grant_id varchar(30) COLLATE ascii_bin NOT NULL,
    asked_at datetime(6) NOT NULL,
    lease_until datetime(6),
    failures int NOT NULL,
    dropped_at datetime(6),
    PRIMARY KEY (tenant_id, link_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE link_event (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    link_id varchar(30) COLLATE ascii_bin NOT NULL,
    event_id varchar(30) COLLATE ascii_bin NOT NULL,
    at datetime(6) NOT NULL,
    type varchar(40) COLLATE ascii_bin NOT NULL,
    detail varchar(500) COLLATE utf8mb4_unicode_520_ci NOT NULL,
    PRIMARY KEY (tenant_id, link_id, event_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE VIEW link_status (
    tenant_id varchar(30) COLLATE ascii_bin,
    link_id varchar(30) COLLATE ascii_bin,
    app_id varchar(30) COLLATE ascii_bin,
    environment varchar(10) COLLATE ascii_bin,
    household_id varchar(30) COLLATE ascii_bin,
    ring_account_id varchar(255) COLLATE utf8mb4_bin,
    grant_id varchar(30) COLLATE ascii_bin,
    account_identifier varchar(254) COLLATE utf8mb4_unicode_520_ci,
    state varchar(10) COLLATE ascii_bin,
    external_id varchar(200) COLLATE utf8mb4_bin,
    metadata mediumtext COLLATE utf8mb4_bin,
    created_at datetime(6),
    claimed_at datetime(6),
    linked_at datetime(6),
    removed_at datetime(6),
    generation int,
    access_expires_at datetime(6),
    refresh_expires_at datetime(6),
    due_at datetime(6),
    last_refreshed_at datetime(6),
    health varchar(9) COLLATE ascii_bin,
    reason varchar(30) COLLATE ascii_bin
);

CREATE TABLE link_subscription (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    link_id varchar(30) COLLATE ascii_bin NOT NULL,
    subscription_id varchar(255) COLLATE ascii_bin NOT NULL,
    activated_at datetime(6),
    deactivated_at datetime(6),
    PRIMARY KEY (tenant_id, link_id, subscription_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE linking_flow (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    flow_id varchar(30) COLLATE ascii_bin NOT NULL,
    app_id varchar(30) COLLATE ascii_bin NOT NULL,
    environment varchar(10) COLLATE ascii_bin NOT NULL,
    browser_sha256 binary(32) NOT NULL,
    source varchar(45) COLLATE ascii_bin NOT NULL,
    nonce_sealed varbinary(512) NOT NULL,
    nonce_sha256 binary(32) NOT NULL,
    nonce_time varchar(20) COLLATE ascii_bin NOT NULL,
    state varchar(10) COLLATE ascii_bin NOT NULL,
    household_id varchar(30) COLLATE ascii_bin,
    grant_id varchar(30) COLLATE ascii_bin,
    link_id varchar(30) COLLATE ascii_bin,
    created_at datetime(6) NOT NULL,
    expires_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, flow_id),
    KEY linking_flow_expiry (tenant_id, expires_at),
    KEY linking_flow_source (tenant_id, source, expires_at)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE master_keyset_proof (
    proof_id int NOT NULL,
    sealed varbinary(512) NOT NULL,
    PRIMARY KEY (proof_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE oidc_flow (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    flow_id varchar(30) COLLATE ascii_bin NOT NULL,
    state_sha256 binary(32) NOT NULL,
    browser_sha256 binary(32) NOT NULL,
    secrets_sealed varbinary(512) NOT NULL,
    method_version int NOT NULL,
    next_path varchar(500) COLLATE ascii_bin,
    source varchar(45) COLLATE ascii_bin NOT NULL,
    expires_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, flow_id),
    KEY oidc_flow_expiry (tenant_id, expires_at),
    KEY oidc_flow_source (tenant_id, source, expires_at)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE outgoing_mail (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    mail_id varchar(30) COLLATE ascii_bin NOT NULL,
    mail_sealed varbinary(8192) NOT NULL,
    for_nobody tinyint NOT NULL,
    attempts int NOT NULL,
    lease_until datetime(6),
    created_at datetime(6) NOT NULL,
    expires_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, mail_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE partner_app (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    app_id varchar(30) COLLATE ascii_bin NOT NULL,
    slug varchar(40) COLLATE ascii_bin NOT NULL,
    name varchar(80) COLLATE utf8mb4_unicode_520_ci NOT NULL,
    client_id varchar(255) COLLATE utf8mb4_bin,
    client_secret_sealed varbinary(2048),
    hmac_key_sealed varbinary(2048),
    credential_version int NOT NULL,
    hmac_verified_at datetime(6),
    status varchar(10) COLLATE ascii_bin NOT NULL,
    pause_reason varchar(30) COLLATE ascii_bin,
    paused_at datetime(6),
    probe_at datetime(6),
    probes int NOT NULL,
    created_at datetime(6) NOT NULL,
    updated_at datetime(6) NOT NULL,
    sandbox_of varchar(30) COLLATE ascii_bin,
    PRIMARY KEY (tenant_id, app_id),
    UNIQUE KEY partner_app_sandbox (tenant_id, sandbox_of),
    UNIQUE KEY partner_app_slug (tenant_id, slug)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE pending_account (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    token_sha256 binary(32) NOT NULL,
    email varchar(254) COLLATE utf8mb4_bin NOT NULL,
    password_hash varchar(255) COLLATE ascii_bin NOT NULL,
    expires_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, token_sha256),
    KEY pending_account_expiry (tenant_id, expires_at)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE refresh_attempt (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    grant_id varchar(30) COLLATE ascii_bin NOT NULL,
    attempt_id varchar(26) COLLATE ascii_bin NOT NULL,
    app_id varchar(30) COLLATE ascii_bin NOT NULL,
    ended_at datetime(6) NOT NULL,
    outcome varchar(30) COLLATE ascii_bin NOT NULL,
    detail varchar(200) COLLATE utf8mb4_unicode_520_ci NOT NULL,
    new_generation int,
    was_in_doubt tinyint NOT NULL,
    on_demand tinyint NOT NULL,
    ring_request_id varchar(100) COLLATE ascii_bin,
    PRIMARY KEY (tenant_id, grant_id, attempt_id),
    KEY refresh_attempt_app (tenant_id, app_id, ended_at),
    UNIQUE KEY refresh_attempt_success (tenant_id, grant_id, new_generation)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE ring_account (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    app_id varchar(30) COLLATE ascii_bin NOT NULL,
    environment varchar(10) COLLATE ascii_bin NOT NULL,
    ring_account_id varchar(255) COLLATE utf8mb4_bin NOT NULL,
    first_seen_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, app_id, environment, ring_account_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE ring_event (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    app_id varchar(30) COLLATE ascii_bin NOT NULL,
    request_id varchar(100) COLLATE ascii_bin NOT NULL,
    event_id varchar(30) COLLATE ascii_bin NOT NULL,
    environment varchar(10) COLLATE ascii_bin NOT NULL,
    ring_account_id varchar(255) COLLATE utf8mb4_bin,
    type varchar(100) COLLATE utf8mb4_bin NOT NULL,
    happened_at datetime(6),
    received_at datetime(6) NOT NULL,
    body mediumblob NOT NULL,
    applied_at datetime(6),
    link_id varchar(30) COLLATE ascii_bin,
    subject varchar(255) COLLATE ascii_bin,
    PRIMARY KEY (tenant_id, app_id, request_id),
    KEY ring_event_account (tenant_id, app_id, environment, ring_account_id, received_at),
    KEY ring_event_age (tenant_id, received_at),
    KEY ring_event_link (tenant_id, link_id, received_at)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE ring_grant (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    grant_id varchar(30) COLLATE ascii_bin NOT NULL,
    app_id varchar(30) COLLATE ascii_bin NOT NULL,
    environment varchar(10) COLLATE ascii_bin NOT NULL,
    state varchar(10) COLLATE ascii_bin NOT NULL,
    revoked_reason varchar(30) COLLATE ascii_bin,
    generation int NOT NULL,
    received_at datetime(6) NOT NULL,
    code_sha256 binary(32) NOT NULL,
    code_sealed varbinary(4096),
    exchanged_at datetime(6),
    ring_account_id varchar(255) COLLATE utf8mb4_bin,
    masked_first_name varchar(20) COLLATE utf8mb4_unicode_520_ci,
    masked_email varchar(254) COLLATE utf8mb4_unicode_520_ci,
    unclaimed_at datetime(6),
    claimed_at datetime(6),
    ended_at datetime(6),
    access_token_sealed varbinary(9000),
    refresh_token_sealed varbinary(9000),
    token_type varchar(40) COLLATE ascii_bin,
    scope varchar(500) COLLATE ascii_bin,
    access_expires_at datetime(6),
    refresh_expires_at datetime(6),
    last_refreshed_at datetime(6),
    due_at datetime(6),
    claim_id varchar(26) COLLATE ascii_bin,
    lease_until datetime(6),
    in_doubt_since datetime(6),
    failures int NOT NULL,
    last_outcome varchar(30) COLLATE ascii_bin,
    last_attempt_at datetime(6),
    unhealthy_reason varchar(30) COLLATE ascii_bin,
    unhealthy_since datetime(6),
    confirmations int NOT NULL,
    suspect_since datetime(6),
    email_digest_sealed varbinary(128),
    email_sealed varbinary(900),
    PRIMARY KEY (tenant_id, grant_id),
    KEY ring_grant_account (tenant_id, app_id, environment, ring_account_id),
    UNIQUE KEY ring_grant_code (tenant_id, app_id, code_sha256),
    KEY ring_grant_due (tenant_id, app_id, due_at),
    KEY ring_grant_pool (tenant_id, app_id, environment, state, received_at),
    KEY ring_grant_refresh_expiry (tenant_id, refresh_expires_at)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE ring_rate (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    app_id varchar(30) COLLATE ascii_bin NOT NULL,
    agreed_per_second int,
    not_before datetime(6),
    per_second int NOT NULL DEFAULT 0,
    at_micros bigint NOT NULL DEFAULT 0,
    portion_from bigint NOT NULL DEFAULT 0,
    portion_end bigint NOT NULL DEFAULT 0,
    all_from bigint NOT NULL DEFAULT 0,
    background_from bigint NOT NULL DEFAULT 0,
    answer bigint NOT NULL DEFAULT 0,
    all_to bigint NOT NULL DEFAULT 0,
    background_to bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, app_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE scheduled_tasks (
    task_name varchar(100) COLLATE ascii_bin NOT NULL,
    task_instance varchar(255) COLLATE ascii_bin NOT NULL,
    task_data blob,
    execution_time datetime(6) NOT NULL,
    picked tinyint NOT NULL,
    picked_by varchar(50) COLLATE utf8mb4_unicode_520_ci,
    last_success datetime(6),
    last_failure datetime(6),
    consecutive_failures int,
    last_heartbeat datetime(6),
    version bigint NOT NULL,
    priority smallint,
    woken_for datetime(6),
    PRIMARY KEY (task_name, task_instance),
    KEY scheduled_tasks_execution_time (execution_time),
    KEY scheduled_tasks_last_heartbeat (last_heartbeat)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE sign_in_failure (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    account_sha256 binary(32) NOT NULL,
    source varchar(45) COLLATE ascii_bin NOT NULL,
    failures int NOT NULL,
    forgotten_at datetime(6) NOT NULL,
    blocked_until datetime(6),
    PRIMARY KEY (tenant_id, account_sha256, source),
    KEY sign_in_failure_age (tenant_id, forgotten_at)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE sign_in_method (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    type varchar(4) COLLATE ascii_bin NOT NULL,
    issuer varchar(255) COLLATE utf8mb4_bin,
    client_id varchar(255) COLLATE utf8mb4_bin,
    client_secret_sealed varbinary(2048),
    scopes varchar(255) COLLATE ascii_bin,
    version int NOT NULL,
    updated_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE tenant (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    slug varchar(40) COLLATE ascii_bin NOT NULL,
    name varchar(80) COLLATE utf8mb4_unicode_520_ci NOT NULL,
    created_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id),
    UNIQUE KEY tenant_slug (slug)
) COLLATE utf8mb4_unicode_520_ci;

CREATE TABLE tenant_data_key (
    tenant_id varchar(30) COLLATE ascii_bin NOT NULL,
    key_id int NOT NULL,
    wrapped_key varbinary(2048) NOT NULL,
    created_at datetime(6) NOT NULL,
    PRIMARY KEY (tenant_id, key_id)
) COLLATE utf8mb4_unicode_520_ci;

