-- Claims of webhook deliveries: a row for each key that is in flight or done. PostgreSQL 13 or newer.
CREATE TABLE hookward_claims (
    -- ClaimKey.text(): endpoint:tenant:kind:id, printable ASCII, compared byte by byte
    claim_key varchar(368) COLLATE "C" NOT NULL,
    -- who claimed it, or completed it
    token uuid NOT NULL,
    -- false: in flight; true: done
    done boolean NOT NULL,
    -- a hash of the content that came under the key
    fingerprint bigint NOT NULL,
    -- the end of the lease or the retention; from then on the key is absent, and the row may be removed
    expires_at timestamp (6) with time zone NOT NULL,
    CONSTRAINT hookward_claims_key PRIMARY KEY (claim_key)
);

CREATE INDEX hookward_claims_expiry ON hookward_claims (expires_at);
