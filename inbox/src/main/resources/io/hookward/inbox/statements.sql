-- What the inbox asks of its database. {now} is the database's clock in microseconds, and a name after a colon is a parameter.
-- A row is open while it is pending or processing: then due_at and lane are set. Whoever works on a row has put a token into it,
-- and every later change of the row compares that.

-- name: insert_row
INSERT INTO hookward_inbox (delivery_key, signature_key, fingerprint, endpoint, tenant, delivery_id, event_type, body_bytes,
    status, received_at, due_at, lane, attempts, attempts_before, order_key, open_key, replay_of, retention)
VALUES (:delivery_key, :signature_key, :fingerprint, :endpoint, :tenant, :delivery_id, :event_type, :body_bytes,
    'pending', {now}, {now}, :lane, 0, 0, :order_key, :order_key, :replay_of, :retention);

-- name: insert_payload
INSERT INTO hookward_inbox_payload (row_id, key_id, head, body, bytes) VALUES (:row, :key_id, :head, :body, :bytes);

-- name: find_delivery
SELECT row_id, fingerprint FROM hookward_inbox WHERE delivery_key = :key;

-- name: find_signature
SELECT row_id, fingerprint, delivery_key FROM hookward_inbox WHERE signature_key = :key;

-- name: lock_slot
SELECT slot FROM hookward_inbox_locks WHERE slot = :slot FOR UPDATE;

-- name: insert_slot
INSERT INTO hookward_inbox_locks (slot) VALUES (:slot);

-- name: count_slots
SELECT COUNT(*) AS slots FROM hookward_inbox_locks;

-- name: clock
SELECT {now} AS micros;

-- name: next_due
SELECT due_at - {now} AS micros FROM hookward_inbox WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1;

-- name: next_lane
SELECT lane FROM hookward_inbox WHERE lane > :lane ORDER BY lane LIMIT 1;

-- A row waits for those before it under its key, and for one that is being worked on.
-- name: candidates
SELECT i.row_id, i.status, i.attempts, i.attempts_before, i.open_key, i.replay_of, i.received_at
FROM hookward_inbox i
WHERE i.lane = :lane AND i.due_at <= {now}
    AND (i.open_key IS NULL OR NOT EXISTS (
        SELECT 1
        FROM hookward_inbox o
        WHERE o.open_key = i.open_key AND (o.row_id < i.row_id OR o.row_id > i.row_id AND o.status = 'processing')))
ORDER BY i.lane, i.due_at
LIMIT :at_most
FOR UPDATE SKIP LOCKED;

-- name: is_first_of_key
SELECT COUNT(*) AS before_it
FROM hookward_inbox o
WHERE o.open_key = :open_key AND (o.row_id < :row OR o.row_id > :row AND o.status = 'processing');

-- name: take
UPDATE hookward_inbox
SET status = 'processing', token = :token, due_at = {now} + :lease, attempts = attempts + 1
WHERE row_id = :row;

-- name: begin_attempt
INSERT INTO hookward_inbox_attempts (row_id, attempt, worker, started_at) VALUES (:row, :attempt, :worker, {now});

-- name: lost_attempt
UPDATE hookward_inbox_attempts
SET outcome = 'lost', ended_at = {now}, error = 'the lease ended before the attempt did'
WHERE row_id = :row AND attempt = :attempt AND outcome IS NULL;

-- name: end_attempt
UPDATE hookward_inbox_attempts
SET outcome = :outcome, ended_at = {now}, error = :error
WHERE row_id = :row AND attempt = :attempt AND outcome IS NULL;

-- name: undo_attempt
DELETE FROM hookward_inbox_attempts WHERE row_id = :row AND attempt = :attempt AND outcome IS NULL;

-- name: payload
SELECT key_id, head, body FROM hookward_inbox_payload WHERE row_id = :row;

-- name: renew
UPDATE hookward_inbox
SET due_at = {now} + :lease
WHERE row_id = :row AND token = :token AND status = 'processing';

-- name: held
SELECT COUNT(*) AS held FROM hookward_inbox WHERE row_id = :row AND token = :token AND status = 'processing';

-- name: finish
UPDATE hookward_inbox
SET status = :status, token = NULL, due_at = NULL, lane = NULL, open_key = NULL, last_error = :error, finished_at = {now},
    expires_at = {now} + GREATEST(retention, :log_retention)
WHERE row_id = :row AND token = :token AND status = 'processing';

-- name: expire_payload
UPDATE hookward_inbox_payload SET expires_at = {now} + :retention WHERE row_id = :row;

-- name: retry
UPDATE hookward_inbox
SET status = 'pending', token = NULL, due_at = {now} + :delay, last_error = :error
WHERE row_id = :row AND token = :token AND status = 'processing';

-- A deferral is no attempt.
-- name: defer
UPDATE hookward_inbox
SET status = 'pending', token = NULL, due_at = {now} + :delay, attempts = attempts - 1, last_error = :error
WHERE row_id = :row AND token = :token AND status = 'processing';

-- name: status_of
SELECT status, token FROM hookward_inbox WHERE row_id = :row;

-- name: lock_row
SELECT row_id, status, endpoint, tenant, fingerprint, delivery_id, event_type, body_bytes, order_key, replay_of, retention
FROM hookward_inbox
WHERE row_id = :row
FOR UPDATE;

-- name: reopen
UPDATE hookward_inbox
SET status = 'pending', due_at = {now}, lane = :lane, open_key = order_key, attempts_before = attempts, finished_at = NULL,
    expires_at = NULL
WHERE row_id = :row AND status = 'failed';

-- name: keep_payload
UPDATE hookward_inbox_payload SET expires_at = NULL WHERE row_id = :row;

-- name: make_due
UPDATE hookward_inbox SET due_at = {now} WHERE row_id = :row AND status = 'pending';

-- name: cancel
UPDATE hookward_inbox
SET status = 'failed', due_at = NULL, lane = NULL, open_key = NULL, last_error = :error, finished_at = {now},
    expires_at = {now} + GREATEST(retention, :log_retention)
WHERE row_id = :row AND status = 'pending';

-- name: delete_row
DELETE FROM hookward_inbox WHERE row_id = :row;

-- name: delete_payload
DELETE FROM hookward_inbox_payload WHERE row_id = :row;

-- name: delete_attempts
DELETE FROM hookward_inbox_attempts WHERE row_id = :row;

-- name: insert_audit
INSERT INTO hookward_inbox_audit (at, actor, action, row_id, detail) VALUES ({now}, :actor, :action, :row, :detail);

-- name: audit
SELECT audit_id, at, actor, action, row_id, detail FROM hookward_inbox_audit WHERE audit_id < :below ORDER BY audit_id DESC LIMIT :at_most;

-- name: attempts
SELECT attempt, worker, started_at, ended_at, outcome, error FROM hookward_inbox_attempts WHERE row_id = :row ORDER BY attempt DESC LIMIT :at_most;

-- name: expired_rows
SELECT row_id FROM hookward_inbox WHERE expires_at <= {now} ORDER BY expires_at LIMIT :at_most FOR UPDATE SKIP LOCKED;

-- name: expired_payloads
SELECT row_id FROM hookward_inbox_payload WHERE expires_at <= {now} ORDER BY expires_at LIMIT :at_most FOR UPDATE SKIP LOCKED;

-- name: expired_audit
SELECT audit_id AS row_id FROM hookward_inbox_audit WHERE at <= {now} - :retention ORDER BY at LIMIT :at_most FOR UPDATE SKIP LOCKED;

-- name: delete_audit
DELETE FROM hookward_inbox_audit WHERE audit_id = :row;

-- No further than the limit.
-- name: open_in_lane
SELECT COUNT(*) AS number FROM (SELECT 1 AS one FROM hookward_inbox WHERE lane = :lane LIMIT :at_most) AS few;

-- name: payload_bytes
SELECT COALESCE(SUM(bytes), 0) AS bytes FROM hookward_inbox_payload;

-- name: uncount
UPDATE hookward_inbox SET attempts = attempts - 1 WHERE row_id = :row;

-- name: count_by_status
SELECT endpoint, status, COUNT(*) AS number
FROM hookward_inbox
WHERE received_at >= {now} - :window AND replay_of IS NULL
GROUP BY endpoint, status;

-- name: count_open
SELECT endpoint, COUNT(*) AS number, {now} - MIN(received_at) AS age
FROM hookward_inbox
WHERE lane IS NOT NULL
GROUP BY endpoint;
