UPDATE hookward_claims
SET expires_at = UTC_TIMESTAMP(6) + INTERVAL :lease MICROSECOND
WHERE claim_key = :key AND token = :token AND NOT done AND expires_at > UTC_TIMESTAMP(6);
