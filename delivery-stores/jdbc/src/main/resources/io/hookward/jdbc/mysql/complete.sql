UPDATE hookward_claims
SET done = TRUE, expires_at = UTC_TIMESTAMP(6) + INTERVAL :retention MICROSECOND
WHERE claim_key = :key AND token = :token AND NOT done AND expires_at > UTC_TIMESTAMP(6);
