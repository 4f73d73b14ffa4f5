package io.hookward.inbox;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Accepting on POSTGRESQL")
class PostgresAcceptTest extends AcceptPromises {
    @Override
    TestDatabase database() {
        return TestDatabase.POSTGRESQL;
    }
}
