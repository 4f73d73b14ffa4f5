DELETE FROM hookward_claims
WHERE expires_at <= CURRENT_TIMESTAMP
FETCH FIRST :at_most ROWS ONLY;
