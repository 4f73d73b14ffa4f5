-- Claims of webhook deliveries: a row for each key that is in flight or done. MariaDB 10.6 or newer, MySQL 8.0 or newer.
CREATE TABLE hookward_claims (
    -- ClaimKey.text(): endpoint:tenant:kind:id, printable ASCII, compared byte by byte
    claim_key VARCHAR(368) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- who claimed it, or completed it: 32 hex digits
    token CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- false: in flight; true: done
    done BOOLEAN NOT NULL,
    -- a hash of the content that came under the key
    fingerprint BIGINT NOT NULL,
    -- the end of the lease or the retention, in UTC; from then on the key is absent, and the row may be removed
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (claim_key),
    INDEX hookward_claims_expiry (expires_at)
) ENGINE = InnoDB;
