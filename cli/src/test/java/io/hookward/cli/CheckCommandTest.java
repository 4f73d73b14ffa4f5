package io.hookward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.cli.FlawedReceiver.Flaw;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The check against receivers that were written by hand. */
class CheckCommandTest {
    @TempDir
    private Path folder;

    private Path scheme;

    @BeforeEach
    void scheme() throws Exception {
        scheme = Files.writeString(folder.resolve("acme.json"), FlawedReceiver.SCHEME);
    }

    private Ran check(FlawedReceiver receiver, String... more) {
        String[] command = {
            "check",
            receiver.url("/hook"),
            "--scheme",
            scheme.toString(),
            "--secret-env",
            "SECRET",
            "--probes",
            "--processed-url",
            receiver.url("/processed"),
            "--max-body",
            String.valueOf(FlawedReceiver.MAX_BODY)
        };
        String[] all = java.util.Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return Ran.of(all);
    }

    @Test
    @DisplayName("a receiver without a flaw passes, and no flaw is named")
    void right() throws Exception {
        try (FlawedReceiver receiver = new FlawedReceiver(Flaw.NONE)) {
            assertThat(check(receiver).exits(0).out()).contains(", 0 failed").doesNotContain("Flaw:");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("a receiver with one flaw fails, and the flaw is named")
    void flawed(Flaw flaw) throws Exception {
        try (FlawedReceiver receiver = new FlawedReceiver(flaw)) {
            assertThat(check(receiver).exits(1).out()).contains("Flaw: " + sentence(flaw));
        }
    }

    private static String sentence(Flaw flaw) {
        return switch (flaw) {
            case NONE -> "";
            case NO_DEDUPE -> "it handles a delivery again that it has handled";
            case MARK_BEFORE_EFFECT -> "it marks deliveries as done before they are handled";
            case OK_WHILE_IN_FLIGHT -> "it acknowledges a repetition while the first may still fail";
            case REWRITTEN_BODY -> "it verifies a body that it has written anew";
            case STALE_ACCEPTED -> "it accepts deliveries however old they are";
            case FUTURE_ACCEPTED -> "it accepts timestamps far in the future";
            case PREFIX_COMPARED -> "it compares a prefix of the signature";
            case UNBOUNDED_BODY -> "it reads bodies of any size";
            case UNSIGNED_ACCEPTED -> "it accepts deliveries without a signature";
            case FAILS_ON_ODD_HEADER -> "it fails on, or accepts, a malformed timestamp";
        };
    }

    @Test
    @DisplayName("reports in JSON and in JUnit's XML say the same")
    void formats() throws Exception {
        try (FlawedReceiver receiver = new FlawedReceiver(Flaw.UNSIGNED_ACCEPTED)) {
            assertThat(check(receiver, "--json").exits(1).json().get("failed").asInt(0))
                    .isEqualTo(1);
            Path xml = Files.writeString(
                    folder.resolve("report.xml"),
                    check(receiver, "--format", "junit").exits(1).out());
            var suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml.toFile())
                    .getDocumentElement();
            assertThat(suite.getAttribute("failures")).isEqualTo("1");
            assertThat(suite.getElementsByTagName("testcase").getLength())
                    .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
            assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                    .contains("without a signature");
        }
    }
}
