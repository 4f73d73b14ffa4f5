SELECT 'column claim_key is shorter than 368 characters' AS defect
FROM information_schema.columns
WHERE table_schema = COALESCE(UPPER(:schema), CURRENT_SCHEMA) AND UPPER(table_name) = UPPER(:table)
    AND UPPER(column_name) = 'CLAIM_KEY' AND character_maximum_length < 368
UNION ALL
SELECT 'column claim_key is not compared exactly: its type is ' || data_type
FROM information_schema.columns
WHERE table_schema = COALESCE(UPPER(:schema), CURRENT_SCHEMA) AND UPPER(table_name) = UPPER(:table)
    AND UPPER(column_name) = 'CLAIM_KEY' AND data_type <> 'CHARACTER VARYING'
UNION ALL
SELECT 'column claim_key is not compared exactly: the database has the collation ' || setting_value
FROM information_schema.settings
WHERE setting_name = 'COLLATION' AND setting_value NOT LIKE 'OFF%'
UNION ALL
SELECT 'column claim_key is not the primary key'
WHERE 1 <> (
    SELECT COUNT(*)
    FROM information_schema.index_columns AS c JOIN information_schema.indexes AS i
        ON i.index_schema = c.index_schema AND i.index_name = c.index_name
    WHERE c.table_schema = COALESCE(UPPER(:schema), CURRENT_SCHEMA) AND UPPER(c.table_name) = UPPER(:table)
        AND i.index_type_name = 'PRIMARY KEY' AND (UPPER(c.column_name) = 'CLAIM_KEY' OR c.ordinal_position > 1))
UNION ALL
SELECT 'there is no index on expires_at'
WHERE NOT EXISTS (
    SELECT 1
    FROM information_schema.index_columns
    WHERE table_schema = COALESCE(UPPER(:schema), CURRENT_SCHEMA) AND UPPER(table_name) = UPPER(:table)
        AND UPPER(column_name) = 'EXPIRES_AT' AND ordinal_position = 1);
