WITH held AS MATERIALIZED (
    SELECT token, expires_at
    FROM hookward_claims
    WHERE claim_key = ANY (CAST(:keys AS text[]))
    ORDER BY claim_key
    FOR UPDATE
), verdict AS MATERIALIZED (
    SELECT count(*) FILTER (WHERE token = CAST(:token AS uuid) AND expires_at > clock_timestamp()) = cardinality(CAST(:keys AS text[])) AS granted
    FROM held
), completed AS (
    UPDATE hookward_claims
    SET done = true,
        expires_at = clock_timestamp()
            + (CAST(:retentions AS bigint[]))[array_position(CAST(:keys AS text[]), CAST(claim_key AS text))] * interval '1 microsecond'
    WHERE claim_key = ANY (CAST(:keys AS text[])) AND NOT done AND (SELECT granted FROM verdict)
)
SELECT granted FROM verdict;
