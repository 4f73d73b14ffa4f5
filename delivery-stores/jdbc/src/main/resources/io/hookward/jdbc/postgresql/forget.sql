DELETE FROM hookward_claims
WHERE claim_key = :key AND expires_at > clock_timestamp();
