package io.hookward.inbox;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Accepting on MARIADB")
class MariaDbAcceptTest extends AcceptPromises {
    @Override
    TestDatabase database() {
        return TestDatabase.MARIADB;
    }
}
