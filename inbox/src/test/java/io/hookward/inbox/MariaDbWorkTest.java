package io.hookward.inbox;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Handling on MARIADB")
class MariaDbWorkTest extends WorkPromises {
    @Override
    TestDatabase database() {
        return TestDatabase.MARIADB;
    }
}
