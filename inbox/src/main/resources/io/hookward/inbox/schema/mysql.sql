-- The inbox of webhook deliveries. MariaDB 10.6 or newer, MySQL 8.0 or newer. All times are microseconds since 1970-01-01T00:00:00Z by the
-- clock of the database, so that no time zone can change them; FROM_UNIXTIME(received_at / 1000000) shows one.

-- One row for each delivery that was accepted: the claim, the queue and the log at once.
CREATE TABLE hookward_inbox (
    row_id bigint NOT NULL AUTO_INCREMENT,
    -- endpoint:tenant:d:id, printable ASCII; null for a delivery without id and for a replay
    delivery_key varchar(368) CHARACTER SET ascii COLLATE ascii_bin,
    -- endpoint:tenant:s:signature, where a captured request could come again under another id
    signature_key varchar(368) CHARACTER SET ascii COLLATE ascii_bin,
    -- a hash of the body
    fingerprint bigint NOT NULL,
    endpoint varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- these three as people see them, cut to their columns; the payload has them whole
    tenant varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    delivery_id varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    event_type varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    body_bytes bigint NOT NULL,
    -- pending, processing, delivered, failed
    status varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    received_at bigint NOT NULL,
    -- pending: the next attempt; processing: the end of the lease; else null
    due_at bigint,
    -- endpoint:tenant while the row is open, else null
    lane varchar(165) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    -- who works on it: 32 hex digits
    token char(32) CHARACTER SET ascii COLLATE ascii_bin,
    attempts integer NOT NULL,
    -- attempts that no longer count, because a person wanted the row tried again
    attempts_before integer NOT NULL,
    last_error varchar(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    -- a hash of what must be handled in order; open_key is the same while the row is open, else null
    order_key char(64) CHARACTER SET ascii COLLATE ascii_bin,
    open_key char(64) CHARACTER SET ascii COLLATE ascii_bin,
    -- the first row of the delivery that this one repeats
    replay_of bigint,
    -- how long the id is remembered once the row is final, in microseconds
    retention bigint NOT NULL,
    finished_at bigint,
    -- from then on the row may be removed
    expires_at bigint,
    CONSTRAINT hookward_inbox_row PRIMARY KEY (row_id),
    CONSTRAINT hookward_inbox_delivery UNIQUE (delivery_key),
    CONSTRAINT hookward_inbox_signature UNIQUE (signature_key)
) ENGINE = InnoDB;

CREATE INDEX hookward_inbox_due ON hookward_inbox (due_at);
CREATE INDEX hookward_inbox_lane ON hookward_inbox (lane, due_at);
CREATE INDEX hookward_inbox_order ON hookward_inbox (open_key, row_id);
CREATE INDEX hookward_inbox_expiry ON hookward_inbox (expires_at);
CREATE INDEX hookward_inbox_endpoint ON hookward_inbox (endpoint, row_id);
CREATE INDEX hookward_inbox_status ON hookward_inbox (status, row_id);
CREATE INDEX hookward_inbox_received ON hookward_inbox (received_at);
CREATE INDEX hookward_inbox_id ON hookward_inbox (delivery_id);

-- What was received, with a retention of its own.
CREATE TABLE hookward_inbox_payload (
    row_id bigint NOT NULL,
    -- the key that it is encrypted with, or null
    key_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin,
    -- the delivery record without its body, as JSON in UTF-8
    head longblob NOT NULL,
    body longblob NOT NULL,
    bytes bigint NOT NULL,
    expires_at bigint,
    CONSTRAINT hookward_inbox_payload_row PRIMARY KEY (row_id)
) ENGINE = InnoDB;

CREATE INDEX hookward_inbox_payload_expiry ON hookward_inbox_payload (expires_at);

CREATE TABLE hookward_inbox_attempts (
    row_id bigint NOT NULL,
    attempt integer NOT NULL,
    worker varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    started_at bigint NOT NULL,
    ended_at bigint,
    -- delivered, retry, failed, lost; null while it runs
    outcome varchar(12) CHARACTER SET ascii COLLATE ascii_bin,
    error varchar(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    CONSTRAINT hookward_inbox_attempts_row PRIMARY KEY (row_id, attempt)
) ENGINE = InnoDB;

-- What people did.
CREATE TABLE hookward_inbox_audit (
    audit_id bigint NOT NULL AUTO_INCREMENT,
    at bigint NOT NULL,
    actor varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    action varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    row_id bigint,
    detail varchar(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    CONSTRAINT hookward_inbox_audit_row PRIMARY KEY (audit_id)
) ENGINE = InnoDB;

CREATE INDEX hookward_inbox_audit_at ON hookward_inbox_audit (at);

-- Locks for deliveries in order: whoever inserts or takes one holds the row of its key for a moment.
CREATE TABLE hookward_inbox_locks (
    slot integer NOT NULL,
    CONSTRAINT hookward_inbox_locks_slot PRIMARY KEY (slot)
) ENGINE = InnoDB;
