-- Takes the keys that are absent, in one order for all callers. Every other key is locked, and stays as it is.
INSERT INTO hookward_claims AS c (claim_key, token, done, fingerprint, expires_at)
SELECT asked.claim_key, CAST(:token AS uuid), false, asked.fingerprint, clock_timestamp() + :lease * interval '1 microsecond'
FROM unnest(CAST(:keys AS text[]), CAST(:fingerprints AS bigint[])) AS asked (claim_key, fingerprint)
ORDER BY asked.claim_key COLLATE "C"
ON CONFLICT (claim_key) DO UPDATE
SET token = excluded.token,
    done = false,
    fingerprint = excluded.fingerprint,
    expires_at = clock_timestamp() + :lease * interval '1 microsecond'
WHERE c.expires_at <= clock_timestamp();

-- Nobody else can change the keys now. Keeps what was taken only if all keys are the caller's; a claim that is repeated is prolonged.
WITH state AS MATERIALIZED (
    SELECT claim_key, token, done, fingerprint, expires_at, xmin = CAST(pg_current_xact_id() AS xid) AS taken
    FROM hookward_claims
    WHERE claim_key = ANY (CAST(:keys AS text[]))
), verdict AS MATERIALIZED (
    SELECT count(*) FILTER (WHERE token = CAST(:token AS uuid) AND NOT done) = cardinality(CAST(:keys AS text[])) AS won
    FROM state
), given_back AS (
    DELETE FROM hookward_claims
    WHERE claim_key = ANY (ARRAY(SELECT claim_key FROM state, verdict WHERE taken AND NOT won))
), prolonged AS (
    UPDATE hookward_claims
    SET fingerprint = (CAST(:fingerprints AS bigint[]))[array_position(CAST(:keys AS text[]), CAST(claim_key AS text))],
        expires_at = clock_timestamp() + :lease * interval '1 microsecond'
    WHERE claim_key = ANY (ARRAY(SELECT claim_key FROM state, verdict WHERE won AND NOT taken))
)
SELECT claim_key, replace(CAST(token AS text), '-', '') AS token, done, fingerprint,
    CAST(extract(epoch FROM expires_at - clock_timestamp()) * 1000000 AS bigint) AS micros_left
FROM state;
