package io.hookward.inbox;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The delivery log on MARIADB")
class MariaDbLogTest extends LogPromises {
    @Override
    TestDatabase database() {
        return TestDatabase.MARIADB;
    }
}
