package io.hookward.spring.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.spring.autoconfigure.HookwardAutoConfiguration;
import io.hookward.spring.autoconfigure.HookwardMemoryStoreAutoConfiguration;
import io.hookward.spring.autoconfigure.HookwardServletAutoConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

/** What is said about applications that do not start. */
final class Failures {
    private static final WebApplicationContextRunner RUNNER = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HookwardAutoConfiguration.class,
                    HookwardMemoryStoreAutoConfiguration.class,
                    HookwardServletAutoConfiguration.class));

    private Failures() {}

    /** What is said when an application with a bean of this class and these properties starts; never a secret. */
    static FailureAnalysis failure(Class<?> bean, String... properties) {
        List<FailureAnalysis> analyses = new ArrayList<>();
        RUNNER.withUserConfiguration(bean).withPropertyValues(properties).run(context -> {
            assertThat(context).hasFailed();
            Throwable failure = context.getStartupFailure();
            analyses.add(new WebhookConfigurationFailureAnalyzer(new MockEnvironment()).analyze(failure));
        });
        FailureAnalysis analysis = analyses.get(0);
        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain("not-a-real");
        return analysis;
    }

    /** What is said when an application with these properties starts. */
    static FailureAnalysis failure(String... properties) {
        return failure(Nothing.class, properties);
    }

    private static final class Nothing {}
}
