package io.hookward.inbox;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The delivery log on H2")
class H2LogTest extends LogPromises {
    @Override
    TestDatabase database() {
        return TestDatabase.H2;
    }
}
