-- With a lock, which reads what is committed now, and not what was when the transaction began.
SELECT claim_key, token, done, fingerprint, TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), expires_at) AS micros_left
FROM hookward_claims
WHERE claim_key = :key
FOR UPDATE;
