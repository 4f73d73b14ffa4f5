SELECT set_config('statement_timeout', :timeout, true), set_config('enable_seqscan', :seqscan, true);
