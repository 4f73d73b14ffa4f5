package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

@DisplayName("Listeners of a reactive application")
@EnabledForJreRange(min = JRE.JAVA_21)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hookward.endpoints.slow.provider=github",
            "hookward.endpoints.slow.secret=not-a-real-secret-of-github",
            "hookward.endpoints.quick.provider=github",
            "hookward.endpoints.quick.secret=not-a-real-secret-of-github",
            "spring.threads.virtual.enabled=true"
        })
@Import(SlowListeners.class)
class VirtualListenersTest extends SlowListenersPromises {
    @Test
    @DisplayName("run on virtual threads where the application has switched them on")
    void virtual() throws Exception {
        hang(2);
        assertThat(application.virtual).containsExactly(true);
    }
}
