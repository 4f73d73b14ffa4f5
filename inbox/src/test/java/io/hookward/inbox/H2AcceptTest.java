package io.hookward.inbox;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Accepting on H2")
class H2AcceptTest extends AcceptPromises {
    @Override
    TestDatabase database() {
        return TestDatabase.H2;
    }
}
