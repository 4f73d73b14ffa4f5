SELECT claim_key, token, done, fingerprint, expires_at FROM hookward_claims WHERE claim_key = '';
