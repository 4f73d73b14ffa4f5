-- Takes the key if it is absent or the caller's own.
MERGE INTO hookward_claims AS c
USING (SELECT CAST(:key AS VARCHAR) AS claim_key, CAST(:token AS CHAR(32)) AS token, CAST(:fingerprint AS BIGINT) AS fingerprint,
        DATEADD(MICROSECOND, :lease, CURRENT_TIMESTAMP) AS expires_at) AS asked
ON c.claim_key = asked.claim_key
WHEN MATCHED AND (c.expires_at <= CURRENT_TIMESTAMP OR c.token = asked.token AND NOT c.done) THEN
    UPDATE SET token = asked.token, done = FALSE, fingerprint = asked.fingerprint, expires_at = asked.expires_at
WHEN NOT MATCHED THEN
    INSERT (claim_key, token, done, fingerprint, expires_at)
    VALUES (asked.claim_key, asked.token, FALSE, asked.fingerprint, asked.expires_at);
