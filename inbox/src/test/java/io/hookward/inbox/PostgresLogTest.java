package io.hookward.inbox;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The delivery log on POSTGRESQL")
class PostgresLogTest extends LogPromises {
    @Override
    TestDatabase database() {
        return TestDatabase.POSTGRESQL;
    }
}
