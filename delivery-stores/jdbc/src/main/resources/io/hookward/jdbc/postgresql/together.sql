-- The first holds until the end of its transaction.
SELECT set_config('hookward.mark', :mark, true);

SELECT current_setting('hookward.mark', true) = :mark AS together;
