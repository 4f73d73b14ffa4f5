package io.hookward.inbox;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Leases on MARIADB")
class MariaDbLeaseTest extends LeasePromises {
    @Override
    TestDatabase database() {
        return TestDatabase.MARIADB;
    }
}
