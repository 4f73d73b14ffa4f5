package io.hookward.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets from a file that is read again when it changes; {@link SecretSource#file} has the format.
 *
 * <p>At most once per interval, and only when a delivery comes in, the content is compared with what was read before; so
 * a file replaced by way of a symbolic link, as Kubernetes does, is noticed too. New content is used at once if it ends
 * with a line break. Otherwise its writer may not be done, and it is used when a second look finds the same content.
 */
final class FileSecretSource implements SecretSource {
    static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);
    static final Duration SECOND_LOOK = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(FileSecretSource.class);

    private final Path file;
    private final Clock clock;
    private final long intervalMillis;
    private final ReentrantLock checking = new ReentrantLock();
    private volatile long nextCheck;
    private volatile List<Secret> secrets;

    // Both are used only under the lock.
    private byte[] content;
    private byte @Nullable [] unconfirmed;

    FileSecretSource(Path file, Clock clock, Duration interval) {
        this.file = file;
        this.clock = clock;
        this.intervalMillis = interval.toMillis();
        this.nextCheck = clock.millis() + intervalMillis;
        try {
            this.content = Files.readAllBytes(file);
            this.secrets = parse(content);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "the secret file " + file + " cannot be read: " + unreadable, unreadable);
        }
    }

    @Override
    public List<Secret> secrets() {
        // One thread looks at the file; the others go on with what is known.
        if (isDue() && checking.tryLock()) {
            try {
                if (isDue()) {
                    check();
                    nextCheck = clock.millis() + (unconfirmed == null ? intervalMillis : SECOND_LOOK.toMillis());
                }
            } finally {
                checking.unlock();
            }
        }
        return secrets;
    }

    @Override
    public List<Secret> lastGood() {
        return secrets;
    }

    private boolean isDue() {
        long now = clock.millis();
        long due = nextCheck;
        // A clock that stepped far back must not stop the reloading.
        return now >= due || now < due - intervalMillis;
    }

    private void check() {
        byte[] before = unconfirmed;
        unconfirmed = null;
        try {
            byte[] read = Files.readAllBytes(file);
            if (MessageDigest.isEqual(read, content)) {
                return;
            }
            if (!endsWithLineBreak(read) && !MessageDigest.isEqual(read, before)) {
                unconfirmed = read;
                return;
            }
            secrets = parse(read);
            content = read;
            LOG.info("Read {} anew: secrets {}", file, secrets);
        } catch (IOException | IllegalArgumentException failed) {
            LOG.warn("The secrets last read from {} stay in force: {}", file, failed.getMessage());
        }
    }

    private static boolean endsWithLineBreak(byte[] read) {
        return read.length > 0 && (read[read.length - 1] == '\n' || read[read.length - 1] == '\r');
    }

    private List<Secret> parse(byte[] bytes) {
        String text = text(bytes);
        String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\\R");
        List<Secret> parsed = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                parsed.add(secret(line, file + ":" + (i + 1), parsed.size() + 1));
            }
        }
        if (parsed.isEmpty()) {
            throw new IllegalArgumentException("the secret file " + file + " holds no secret");
        }
        return Secrets.distinct(parsed);
    }

    /** Strictly: what a lenient reader makes of another encoding is another key, and nobody would see why. */
    private String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            throw new IllegalArgumentException("the secret file " + file + " is not UTF-8 text");
        }
    }

    private static Secret secret(String line, String place, int position) {
        String[] words = line.split("\\s+");
        Secret.Builder secret = Secret.builder(words[0]).id(String.valueOf(position));
        try {
            for (int i = 1; i < words.length; i++) {
                apply(words[i], secret);
            }
            return secret.build();
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new IllegalArgumentException(place + ": " + wrong.getMessage());
        }
    }

    private static void apply(String setting, Secret.Builder secret) {
        if (setting.startsWith("id=")) {
            secret.id(setting.substring(3));
        } else if (setting.startsWith("not-before=")) {
            secret.notBefore(Instant.parse(setting.substring(11)));
        } else if (setting.startsWith("not-after=")) {
            secret.notAfter(Instant.parse(setting.substring(10)));
        } else if (setting.equals("allow-short")) {
            secret.allowShort();
        } else {
            throw new IllegalArgumentException(
                    "after the secret there may be id=…, not-before=…, not-after=… and allow-short, and nothing else");
        }
    }
}
