DELETE FROM hookward_claims
WHERE claim_key = :key AND token = :token AND NOT done;
