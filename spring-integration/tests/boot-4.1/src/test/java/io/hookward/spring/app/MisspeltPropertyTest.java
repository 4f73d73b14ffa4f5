package io.hookward.spring.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@DisplayName("A misspelt property")
@ExtendWith(OutputCaptureExtension.class)
class MisspeltPropertyTest {
    @Test
    @DisplayName("stops the application, which says what was meant, and not what it was set to")
    void stops(CapturedOutput output) {
        String[] arguments = {
            "--server.port=0", "--hookward.endpoints.github.secert=not-a-real-secret-on-a-command-line"
        };

        assertThatThrownBy(() -> SpringApplication.run(Application.class, arguments))
                .isInstanceOf(Exception.class);
        assertThat(output)
                .contains("hookward.endpoints.github.secert: there is no such property;"
                        + " did you mean 'hookward.endpoints.github.secret'?")
                .contains("Origin: \"hookward.endpoints.github.secert\" from property source \"commandLineArgs\"")
                .doesNotContain("on-a-command-line");
    }
}
