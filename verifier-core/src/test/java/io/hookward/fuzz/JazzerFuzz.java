package io.hookward.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hookward.scheme.SchemeTarget;

/**
 * The targets of {@link SeededFuzzTest} with coverage as a guide. Not part of a build: {@code CONTRIBUTING.md} tells how to
 * run one of them.
 */
class JazzerFuzz {
    private static final RequestTarget REQUESTS = new RequestTarget();
    private static final SchemeTarget SCHEMES = new SchemeTarget();

    @FuzzTest(maxDuration = "5m")
    void requests(byte[] data) {
        REQUESTS.run(data);
    }

    @FuzzTest(maxDuration = "5m")
    void secrets(byte[] data) {
        SecretTarget.run(data);
    }

    @FuzzTest(maxDuration = "5m")
    void schemes(byte[] data) {
        SCHEMES.run(data);
    }
}
