package io.hookward.inbox;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Handling on H2")
class H2WorkTest extends WorkPromises {
    @Override
    TestDatabase database() {
        return TestDatabase.H2;
    }
}
