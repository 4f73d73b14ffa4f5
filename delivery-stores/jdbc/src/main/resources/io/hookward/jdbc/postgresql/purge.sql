-- Passes over rows that somebody else is purging or claiming.
DELETE FROM hookward_claims
WHERE claim_key = ANY (ARRAY(
    SELECT claim_key
    FROM hookward_claims
    WHERE expires_at <= (SELECT clock_timestamp())
    ORDER BY expires_at
    LIMIT :at_most
    FOR UPDATE SKIP LOCKED
));
