-- Claims of webhook deliveries: a row for each key that is in flight or done. H2 2.x.
CREATE TABLE hookward_claims (
    -- ClaimKey.text(): endpoint:tenant:kind:id, printable ASCII, compared byte by byte
    claim_key VARCHAR(368) NOT NULL,
    -- who claimed it, or completed it: 32 hex digits
    token CHAR(32) NOT NULL,
    -- false: in flight; true: done
    done BOOLEAN NOT NULL,
    -- a hash of the content that came under the key
    fingerprint BIGINT NOT NULL,
    -- the end of the lease or the retention; from then on the key is absent, and the row may be removed
    expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT hookward_claims_key PRIMARY KEY (claim_key)
);

CREATE INDEX hookward_claims_expiry ON hookward_claims (expires_at);
