-- Both end with the transaction, which is this call. A cached plan must look keys up even if the table was empty when it was made.
SELECT set_config('statement_timeout', :timeout, true), set_config('enable_seqscan', 'off', true);
