SELECT claim_key, replace(CAST(token AS text), '-', '') AS token, done, fingerprint,
    CAST(extract(epoch FROM expires_at - clock_timestamp()) * 1000000 AS bigint) AS micros_left
FROM hookward_claims
WHERE claim_key = :key;
