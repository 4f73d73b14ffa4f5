-- By the primary key even where the table is small: a scan would wait for the rows of others.
DELETE c
FROM hookward_claims AS c FORCE INDEX (PRIMARY)
WHERE claim_key IN (:keys);
