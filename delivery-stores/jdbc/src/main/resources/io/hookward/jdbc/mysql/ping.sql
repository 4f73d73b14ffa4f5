SELECT @@GLOBAL.read_only NOT IN ('0', 'OFF') OR @@GLOBAL.innodb_read_only NOT IN ('0', 'OFF') AS read_only,
    EXISTS (SELECT 1 FROM hookward_claims WHERE claim_key = '') AS table_is_there;
