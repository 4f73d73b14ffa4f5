SELECT current_setting('transaction_read_only') = 'on' AS read_only,
    EXISTS (SELECT 1 FROM hookward_claims WHERE claim_key = '') AS table_is_there;
