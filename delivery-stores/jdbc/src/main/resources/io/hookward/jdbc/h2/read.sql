-- Not by DATEDIFF, which passes over the zones of its operands.
SELECT claim_key, token, done, fingerprint,
    CAST((EXTRACT(EPOCH FROM expires_at) - EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)) * 1000000 AS BIGINT) AS micros_left
FROM hookward_claims
WHERE claim_key = :key
FOR UPDATE;
