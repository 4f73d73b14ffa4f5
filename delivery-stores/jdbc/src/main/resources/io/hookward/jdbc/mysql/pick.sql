-- Rows to purge, passing over those that somebody else is purging or claiming.
SELECT claim_key
FROM hookward_claims
WHERE expires_at <= UTC_TIMESTAMP(6)
ORDER BY expires_at
LIMIT :at_most
FOR UPDATE SKIP LOCKED;
