SELECT 'column claim_key is shorter than 368 characters' AS defect
FROM pg_attribute
WHERE attrelid = CAST('hookward_claims' AS regclass) AND attname = 'claim_key' AND atttypmod BETWEEN 0 AND 371
UNION ALL
SELECT 'column claim_key has a collation that takes different texts for equal'
FROM pg_attribute AS a JOIN pg_collation AS c ON c.oid = a.attcollation
WHERE attrelid = CAST('hookward_claims' AS regclass) AND attname = 'claim_key' AND NOT c.collisdeterministic
UNION ALL
SELECT 'column claim_key is not the primary key'
WHERE NOT EXISTS (
    SELECT 1
    FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indrelid = CAST('hookward_claims' AS regclass) AND i.indisprimary AND i.indnkeyatts = 1
        AND a.attname = 'claim_key')
UNION ALL
SELECT 'there is no index on expires_at'
WHERE NOT EXISTS (
    SELECT 1
    FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indrelid = CAST('hookward_claims' AS regclass) AND i.indisvalid AND i.indpred IS NULL
        AND a.attname = 'expires_at');
