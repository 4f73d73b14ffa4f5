SELECT current_setting('statement_timeout') AS timeout, current_setting('enable_seqscan') AS seqscan;
