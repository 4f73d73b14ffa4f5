WITH held AS MATERIALIZED (
    SELECT token, done, expires_at
    FROM hookward_claims
    WHERE claim_key = ANY (CAST(:keys AS text[]))
    ORDER BY claim_key
    FOR UPDATE
), verdict AS MATERIALIZED (
    SELECT count(*) FILTER (WHERE expires_at > clock_timestamp() AND (done OR token <> CAST(:token AS uuid))) = 0 AS granted
    FROM held
), released AS (
    DELETE FROM hookward_claims
    WHERE claim_key = ANY (CAST(:keys AS text[])) AND token = CAST(:token AS uuid) AND NOT done AND (SELECT granted FROM verdict)
)
SELECT granted FROM verdict;
