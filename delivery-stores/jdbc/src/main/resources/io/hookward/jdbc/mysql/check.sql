SELECT 'column claim_key is shorter than 368 characters' AS defect
FROM information_schema.columns
WHERE table_schema = COALESCE(:schema, DATABASE()) AND table_name = :table AND column_name = 'claim_key'
    AND character_maximum_length < 368
UNION ALL
SELECT CONCAT('column ', column_name, ' has the collation ', collation_name, ', which takes different texts for equal')
FROM information_schema.columns
WHERE table_schema = COALESCE(:schema, DATABASE()) AND table_name = :table AND column_name IN ('claim_key', 'token')
    AND collation_name NOT LIKE '%\_bin'
UNION ALL
SELECT 'column expires_at does not keep microseconds'
FROM information_schema.columns
WHERE table_schema = COALESCE(:schema, DATABASE()) AND table_name = :table AND column_name = 'expires_at'
    AND datetime_precision < 6
UNION ALL
SELECT 'column claim_key is not the primary key'
FROM (SELECT 1) AS one
WHERE 1 <> (
    SELECT COUNT(*)
    FROM information_schema.statistics
    WHERE table_schema = COALESCE(:schema, DATABASE()) AND table_name = :table AND index_name = 'PRIMARY'
        AND (column_name = 'claim_key' AND sub_part IS NULL OR seq_in_index > 1))
UNION ALL
SELECT 'there is no index on expires_at'
FROM (SELECT 1) AS one
WHERE NOT EXISTS (
    SELECT 1
    FROM information_schema.statistics
    WHERE table_schema = COALESCE(:schema, DATABASE()) AND table_name = :table AND column_name = 'expires_at'
        AND seq_in_index = 1);
