-- Takes the key if it is absent or the caller's own. Assignments run from left to right and see those before them, so
-- expires_at, by which the others decide, is the last.
INSERT INTO hookward_claims (claim_key, token, done, fingerprint, expires_at)
VALUES (:key, :token, FALSE, :fingerprint, UTC_TIMESTAMP(6) + INTERVAL :lease MICROSECOND)
ON DUPLICATE KEY UPDATE
    fingerprint = IF(expires_at <= UTC_TIMESTAMP(6) OR token = VALUES(token) AND NOT done, VALUES(fingerprint), fingerprint),
    token = IF(expires_at <= UTC_TIMESTAMP(6), VALUES(token), token),
    done = IF(expires_at <= UTC_TIMESTAMP(6), FALSE, done),
    expires_at = IF(expires_at <= UTC_TIMESTAMP(6) OR token = VALUES(token) AND NOT done, VALUES(expires_at), expires_at);
