UPDATE hookward_claims
SET expires_at = DATEADD(MICROSECOND, :lease, CURRENT_TIMESTAMP)
WHERE claim_key = :key AND token = :token AND NOT done AND expires_at > CURRENT_TIMESTAMP;
