package io.hookward.inbox;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Handling on POSTGRESQL")
class PostgresWorkTest extends WorkPromises {
    @Override
    TestDatabase database() {
        return TestDatabase.POSTGRESQL;
    }
}
