package io.hookward.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The scripts, one for each operation. A server runs a script as one step, by its own clock, which stands still meanwhile. */
enum Script {
    CLAIM,
    RENEW,
    COMPLETE,
    RELEASE,
    FIND,
    FORGET;

    private final String source;
    private final String sha1;

    Script() {
        source = read("look") + read(name().toLowerCase(Locale.ROOT));
        try {
            sha1 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(source()));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-1", missing);
        }
    }

    byte[] source() {
        return source.getBytes(StandardCharsets.UTF_8);
    }

    /** By which a server knows a script that it has run before. */
    String sha1() {
        return sha1;
    }

    private static String read(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
            if (in == null) {
                throw new IllegalStateException("the script " + name + ".lua is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
