package io.hookward.inbox;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Leases on POSTGRESQL")
class PostgresLeaseTest extends LeasePromises {
    @Override
    TestDatabase database() {
        return TestDatabase.POSTGRESQL;
    }
}
