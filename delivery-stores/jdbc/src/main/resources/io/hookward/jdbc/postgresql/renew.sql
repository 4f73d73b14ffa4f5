WITH held AS MATERIALIZED (
    SELECT token, done, expires_at
    FROM hookward_claims
    WHERE claim_key = ANY (CAST(:keys AS text[]))
    ORDER BY claim_key
    FOR UPDATE
), verdict AS MATERIALIZED (
    SELECT count(*) FILTER (WHERE token = CAST(:token AS uuid) AND NOT done AND expires_at > clock_timestamp()) = cardinality(CAST(:keys AS text[])) AS granted
    FROM held
), renewed AS (
    UPDATE hookward_claims
    SET expires_at = clock_timestamp() + :lease * interval '1 microsecond'
    WHERE claim_key = ANY (CAST(:keys AS text[])) AND (SELECT granted FROM verdict)
)
SELECT granted FROM verdict;
