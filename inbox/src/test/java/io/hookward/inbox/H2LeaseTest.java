package io.hookward.inbox;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Leases on H2")
class H2LeaseTest extends LeasePromises {
    @Override
    TestDatabase database() {
        return TestDatabase.H2;
    }
}
