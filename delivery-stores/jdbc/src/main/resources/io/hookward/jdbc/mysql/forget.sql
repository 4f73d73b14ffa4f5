DELETE FROM hookward_claims
WHERE claim_key = :key AND expires_at > UTC_TIMESTAMP(6);
