package io.hookward.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.LogCapture;
import io.hookward.TestClock;
import io.hookward.scheme.KeyForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSecretSourceTest {
    private static final String ONE = "secret-number-one-of-the-tests";
    private static final String TWO = "secret-number-two-of-the-tests";
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");

    private Path write(String content) {
        return write(content.getBytes(StandardCharsets.UTF_8));
    }

    /** In one step, as whoever replaces a secret should. */
    private Path write(byte[] content) {
        Path file = folder.resolve("secrets");
        try {
            Path next = Files.write(folder.resolve("next"), content);
            return Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    private SecretSource source(Path file) {
        return new FileSecretSource(file, clock, INTERVAL);
    }

    private static List<String> texts(SecretSource source) {
        return source.secrets().stream()
                .map(secret -> secret.exposeTo(KeyForm.TEXT, key -> new String(key, StandardCharsets.UTF_8)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ONE,
                ONE + "\n",
                ONE + "\r\n",
                "\n\n  " + ONE + " \t\n\n",
                "\uFEFF" + ONE,
                "\uFEFF" + ONE + "\r\n",
                "# a comment\n" + ONE + "\n# and another",
                "\uFEFF# a comment\n" + ONE
            })
    @DisplayName("line breaks, blanks, comments and a byte order mark are not part of the secret")
    void trimmed(String content) {
        assertThat(texts(source(write(content)))).containsExactly(ONE);
    }

    @Test
    @DisplayName("several secrets stand one a line, newest first, each with its settings")
    void settings() {
        List<Secret> secrets = source(write(TWO + " id=2026-11 not-before=2026-11-01T00:00:00Z\n" + ONE
                        + "\tnot-after=2026-12-01T00:00:00Z\nshort allow-short id=tiny\n"))
                .secrets();
        assertThat(secrets).extracting(Secret::id).containsExactly("2026-11", "2", "tiny");
        assertThat(secrets.get(0).notBefore()).contains(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(secrets.get(1).notAfter()).contains(Instant.parse("2026-12-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n \n",
                "# nothing but this",
                "short",
                "${SECRET_FROM_SOMEWHERE}",
                ONE + " what",
                ONE + " not-after=tomorrow",
                ONE + " id=",
                ONE + "\n" + TWO + " id=1",
                ONE + " and a second word"
            })
    @DisplayName("a file without a usable secret is refused at start, with its place and without its content")
    void unusable(String content) {
        Path file = write(content);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source(file))
                .satisfies(refused -> assertThat(String.valueOf(refused.getMessage()))
                        .doesNotContain("secret-number", "SECRET_FROM"));
    }

    @Test
    @DisplayName("a mistake is placed by file and line")
    void placed() {
        Path file = write("# one\n\n" + ONE + "\n" + TWO + " not-after=tomorrow\n");
        assertThatIllegalArgumentException().isThrownBy(() -> source(file)).withMessageContaining(file + ":4: ");
    }

    @Test
    @DisplayName("a file that is not UTF-8 is refused: read on, it would silently be another key")
    void otherEncodings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source(write(("\uFEFF" + ONE).getBytes(StandardCharsets.UTF_16LE))))
                .withMessageContaining("UTF-8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source(write((ONE + "-ä").getBytes(StandardCharsets.ISO_8859_1))))
                .withMessageContaining("UTF-8");
    }

    @Test
    @DisplayName("a file that is not there is refused at start")
    void absent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretSource.file(folder.resolve("absent")))
                .withMessageContaining("absent");
    }

    /** Two looks: the second confirms content that does not end with a line break. */
    private void lookTwice(SecretSource source) {
        clock.advance(INTERVAL);
        source.secrets();
        clock.advance(FileSecretSource.SECOND_LOOK);
        source.secrets();
    }

    @Test
    @DisplayName("a replaced file is noticed within the interval, and not looked at more often")
    void reloads() {
        SecretSource source = source(write(ONE));
        List<Secret> before = source.secrets();
        write(TWO + "\n" + ONE + "\n");
        clock.advance(INTERVAL.minusMillis(1));
        assertThat(source.secrets()).isSameAs(before);

        clock.advance(Duration.ofMillis(1));
        assertThat(texts(source)).containsExactly(TWO, ONE);
        List<Secret> after = source.secrets();
        clock.advance(INTERVAL);
        assertThat(source.secrets()).as("unchanged, so it is the same list").isSameAs(after);
    }

    @Test
    @DisplayName("a half-written file leaves the last good secrets in force until its writer is done")
    void halfWritten() {
        SecretSource source = source(write(ONE));
        write(TWO.substring(0, 17));
        clock.advance(INTERVAL);
        assertThat(texts(source)).as("no line break: perhaps not all").containsExactly(ONE);
        write(TWO.substring(0, 20));
        clock.advance(FileSecretSource.SECOND_LOOK);
        assertThat(texts(source)).as("it still grows").containsExactly(ONE);
        write(TWO);
        clock.advance(FileSecretSource.SECOND_LOOK);
        assertThat(texts(source)).containsExactly(ONE);
        clock.advance(FileSecretSource.SECOND_LOOK.minusMillis(1));
        assertThat(texts(source)).as("looked at too soon").containsExactly(ONE);
        clock.advance(Duration.ofMillis(1));
        assertThat(texts(source)).as("the same twice").containsExactly(TWO);
    }

    @Test
    @DisplayName("a file that is empty for a moment while it is written anew is no mistake, and is not logged")
    void emptyForAMoment() throws Exception {
        SecretSource source = source(write(ONE));
        write("");
        clock.advance(INTERVAL);
        assertThat(LogCapture.during(source::secrets)).isEmpty();
        write(TWO + "\n");
        clock.advance(FileSecretSource.SECOND_LOOK);
        assertThat(texts(source)).containsExactly(TWO);
    }

    @Test
    @DisplayName("content that was seen once and taken back is not used when it comes again")
    void takenBack() {
        SecretSource source = source(write(ONE));
        write(TWO);
        clock.advance(INTERVAL);
        source.secrets();
        write(ONE);
        clock.advance(FileSecretSource.SECOND_LOOK);
        source.secrets();
        write(TWO);
        clock.advance(INTERVAL);
        assertThat(texts(source)).containsExactly(ONE);
        clock.advance(FileSecretSource.SECOND_LOOK);
        assertThat(texts(source)).containsExactly(TWO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    @DisplayName("a file that ends with a line break is complete, and is used at the first look")
    void complete(String lineBreak) {
        SecretSource source = source(write(ONE));
        write(TWO + lineBreak);
        clock.advance(INTERVAL);
        assertThat(texts(source)).containsExactly(TWO);
    }

    @Test
    @DisplayName("the last good secrets are told without a look at the file")
    void lastGood() {
        SecretSource source = source(write(ONE));
        List<Secret> before = source.secrets();
        write(TWO + "\n");
        clock.advance(INTERVAL);
        assertThat(source.lastGood()).isSameAs(before);
        assertThat(source.secrets()).isNotSameAs(before).isSameAs(source.lastGood());
    }

    @Test
    @DisplayName("a secret that is taken out of the file is no longer valid")
    void revoked() {
        SecretSource source = source(write(TWO + "\n" + ONE));
        write(TWO + "\n");
        clock.advance(INTERVAL);
        assertThat(texts(source)).containsExactly(TWO);
    }

    @Test
    @DisplayName("a file replaced behind a symbolic link is noticed, as when Kubernetes changes a mounted secret")
    void symbolicLink() throws IOException {
        Path first = Files.createDirectory(folder.resolve("..data-1"));
        Path second = Files.createDirectory(folder.resolve("..data-2"));
        Files.writeString(first.resolve("secret"), ONE);
        Files.writeString(second.resolve("secret"), TWO);
        Path link = Files.createSymbolicLink(folder.resolve("..data"), first);
        SecretSource source = source(link.resolve("secret"));
        assertThat(texts(source)).containsExactly(ONE);

        Path next = Files.createSymbolicLink(folder.resolve("..next"), second);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        lookTwice(source);
        assertThat(texts(source)).containsExactly(TWO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "# nothing", TWO + " not-after=never"})
    @DisplayName("a broken file leaves the last good secrets in force, is logged, and is used again once it is mended")
    void broken(String content) throws Exception {
        SecretSource source = source(write(ONE));
        write(content);
        String log = LogCapture.during(() -> lookTwice(source));
        assertThat(texts(source)).containsExactly(ONE);
        assertThat(log).contains("WARN", "stay in force").doesNotContain("secret-number");

        write(TWO + "\n");
        clock.advance(INTERVAL);
        assertThat(texts(source)).containsExactly(TWO);
    }

    @Test
    @DisplayName("a file that was deleted leaves the last good secrets in force")
    void deleted() throws IOException {
        SecretSource source = source(write(ONE));
        Files.delete(folder.resolve("secrets"));
        clock.advance(INTERVAL);
        assertThat(texts(source)).containsExactly(ONE);
    }

    @Test
    @DisplayName("a wall clock that steps back a year does not stop the reloading")
    void clockStepsBack() {
        SecretSource source = source(write(ONE));
        clock.advance(Duration.ofDays(-365));
        write(TWO + "\n");
        source.secrets();
        clock.advance(INTERVAL);
        assertThat(texts(source)).containsExactly(TWO);
    }

    @Test
    @DisplayName("a reload is logged with the ids of the secrets, and never with the secrets")
    void logged() throws Exception {
        SecretSource source = source(write(ONE));
        write(TWO + " id=fresh\n");
        clock.advance(INTERVAL);
        assertThat(LogCapture.during(source::secrets)).contains("Secret[fresh]").doesNotContain("secret-number");
    }
}
