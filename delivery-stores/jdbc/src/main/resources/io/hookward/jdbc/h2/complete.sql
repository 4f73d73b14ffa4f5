UPDATE hookward_claims
SET done = TRUE, expires_at = DATEADD(MICROSECOND, :retention, CURRENT_TIMESTAMP)
WHERE claim_key = :key AND token = :token AND NOT done AND expires_at > CURRENT_TIMESTAMP;
