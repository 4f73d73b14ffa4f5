package io.hookward.secret;

import io.hookward.scheme.KeyForm;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A signing secret with an id and, optionally, the interval in which it is valid. It never prints itself: its
 * {@code toString} names the id alone, and it has no {@code equals} on key bytes.
 *
 * <p>{@link #of} and {@link #fromEnvironment} take the secret as the provider shows it and let the scheme say what the
 * key bytes are (text, Base64, {@code whsec_…}); {@link #ofBase64}, {@link #ofHex} and {@link #ofBytes} give the key bytes
 * themselves. An empty or blank secret is refused, and one of fewer than {@value #SHORTEST} bytes unless
 * {@link Builder#allowShort()} is called. Immutable and safe for use by several threads.
 */
public final class Secret {
    /** The fewest bytes a secret has unless a shorter one was allowed by name. */
    public static final int SHORTEST = 16;

    private static final String UNNAMED = "default";

    private final String id;
    private final boolean named;
    private final @Nullable String text;
    private final byte @Nullable [] bytes;
    private final @Nullable Instant notBefore;
    private final @Nullable Instant notAfter;
    private final boolean shortAllowed;

    private Secret(Builder builder) {
        this.id = builder.name();
        this.named = builder.id != null;
        this.text = builder.text;
        this.bytes = builder.bytes;
        this.notBefore = builder.notBefore;
        this.notAfter = builder.notAfter;
        this.shortAllowed = builder.shortAllowed;
    }

    /**
     * A secret as the provider shows it, without an id of its own.
     *
     * @throws IllegalArgumentException if it is blank, an unresolved placeholder, or too short
     */
    public static Secret of(String text) {
        return builder(text).build();
    }

    /**
     * A secret as the provider shows it, read once from an environment variable of this process. It has no id of its own.
     *
     * @param variable the name of the variable, such as {@code GITHUB_WEBHOOK_SECRET}
     * @throws IllegalArgumentException if the variable is not set or blank, or if its value is no secret as {@link #of}
     *     takes it; the message names the variable and never contains the value
     */
    public static Secret fromEnvironment(String variable) {
        return fromEnvironment(variable, System::getenv);
    }

    static Secret fromEnvironment(String variable, Function<String, @Nullable String> environment) {
        String value = environment.apply(Objects.requireNonNull(variable, "variable"));
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "the environment variable " + variable + " is "
                            + (value == null ? "not set" : "blank")
                            + ": set it to the secret that the provider shows for this endpoint, before the application starts");
        }
        try {
            return of(value);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "the environment variable " + variable + " holds no usable secret: " + unusable.getMessage());
        }
    }

    /** A secret whose key bytes are given in Base64, whatever the scheme's own form. */
    public static Secret ofBase64(String base64) {
        return ofBytes(KeyForm.BASE64.keyBytes(base64));
    }

    /** A secret whose key bytes are given in hex, whatever the scheme's own form. */
    public static Secret ofHex(String hex) {
        return ofBytes(KeyForm.HEX.keyBytes(hex));
    }

    /** A secret whose key bytes are given; the array is copied. */
    public static Secret ofBytes(byte[] bytes) {
        return builder(bytes).build();
    }

    /** Starts a secret as the provider shows it. */
    public static Builder builder(String text) {
        return new Builder(Objects.requireNonNull(text, "text"), null);
    }

    /** Starts a secret whose key bytes are given; the array is copied. */
    public static Builder builder(byte[] bytes) {
        return new Builder(null, bytes.clone());
    }

    /**
     * The id by which results, logs and metrics name this secret; not secret itself. {@code default} unless it was given
     * one, by its builder, {@link #withId} or a {@link SecretSource} that has several.
     */
    public String id() {
        return id;
    }

    /** The first moment at which this secret is valid, or empty if it always was. */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }

    /** The last moment at which this secret is valid, or empty if it has no end. */
    public Optional<Instant> notAfter() {
        return Optional.ofNullable(notAfter);
    }

    /** Whether this secret is valid at a moment; both ends of its interval are included. */
    public boolean isValidAt(Instant moment) {
        return (notBefore == null || !moment.isBefore(notBefore)) && (notAfter == null || !moment.isAfter(notAfter));
    }

    /** This secret, valid no longer than until the given moment; one that ends before stays as it is. */
    public Secret until(Instant end) {
        return notAfter != null && notAfter.isBefore(end)
                ? this
                : copy().notAfter(end).build();
    }

    /** This secret under another id. */
    public Secret withId(String id) {
        return copy().id(id).build();
    }

    /** This secret if it was given an id, or else under this one. */
    Secret orNamed(String id) {
        return named ? this : withId(id);
    }

    /**
     * Hands the key bytes to {@code reader} and wipes them afterwards. The one way to the key: do not let them escape.
     *
     * @param form how a secret given as text becomes bytes; not used for one given as bytes
     * @throws IllegalArgumentException if the secret does not have this form, or its key is too short
     */
    public <T> T exposeTo(KeyForm form, Function<byte[], T> reader) {
        byte[] key = bytes != null ? bytes.clone() : form.keyBytes(Objects.requireNonNull(text));
        try {
            if (key.length == 0 || key.length < SHORTEST && !shortAllowed) {
                throw new IllegalArgumentException("secret '" + id + "' makes a key of " + key.length
                        + " bytes, which is too short: use at least " + SHORTEST
                        + ", or call allowShort() if the provider gives no longer one");
            }
            return reader.apply(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Hands the bytes of a public key to {@code reader}, as {@link #exposeTo} does with those of a shared one.
     *
     * @param form how a key given as text becomes bytes, unless it is PEM; not used for one given as bytes
     * @throws IllegalArgumentException if the secret does not have this form
     */
    public <T> T exposePublicKeyTo(KeyForm form, Function<byte[], T> reader) {
        byte[] key = bytes != null ? bytes.clone() : form.publicKeyBytes(Objects.requireNonNull(text));
        if (key.length == 0) {
            throw new IllegalArgumentException("secret '" + id + "' is an empty public key");
        }
        return reader.apply(key);
    }

    /** Why this secret may be meant otherwise than in a form, for a warning, or empty. The text does not contain it. */
    public Optional<String> doubt(KeyForm form) {
        return text == null ? Optional.empty() : form.doubt(text);
    }

    private Builder copy() {
        Builder copy = new Builder(text, bytes);
        copy.id = named ? id : null;
        copy.notBefore = notBefore;
        copy.notAfter = notAfter;
        copy.shortAllowed = shortAllowed;
        return copy;
    }

    /** The id, and never the secret. */
    @Override
    public String toString() {
        return "Secret[" + id + "]";
    }

    /** Builds a {@link Secret}. Not for use by several threads. */
    public static final class Builder {
        private final @Nullable String text;
        private final byte @Nullable [] bytes;
        private @Nullable String id;
        private @Nullable Instant notBefore;
        private @Nullable Instant notAfter;
        private boolean shortAllowed;

        private Builder(@Nullable String text, byte @Nullable [] bytes) {
            this.text = text;
            this.bytes = bytes;
        }

        /** The id by which results, logs and metrics name this secret; see {@link Secret#id()}. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** The first moment at which the secret is valid. */
        public Builder notBefore(@Nullable Instant notBefore) {
            this.notBefore = notBefore;
            return this;
        }

        /** The last moment at which the secret is valid. */
        public Builder notAfter(@Nullable Instant notAfter) {
            this.notAfter = notAfter;
            return this;
        }

        /**
         * Accepts fewer than {@value Secret#SHORTEST} bytes. A short secret can be guessed from one captured delivery:
         * only for a provider that gives no longer one.
         */
        public Builder allowShort() {
            this.shortAllowed = true;
            return this;
        }

        /**
         * The secret.
         *
         * @throws IllegalArgumentException if it is empty, blank, an unresolved placeholder or too short, or if its id is
         *     blank or its interval is empty; the message never contains the secret
         */
        public Secret build() {
            if (id != null && id.isBlank()) {
                throw new IllegalArgumentException("a secret needs an id that is not blank");
            }
            if (notBefore != null && notAfter != null && notAfter.isBefore(notBefore)) {
                throw new IllegalArgumentException(
                        "secret '" + name() + "' ends (" + notAfter + ") before it begins (" + notBefore + ")");
            }
            if (text != null) {
                SecretText.check(name(), text);
            }
            int length = text != null ? KeyForm.TEXT.keyBytes(text).length : Objects.requireNonNull(bytes).length;
            if (length == 0 || length < SHORTEST && !shortAllowed) {
                throw new IllegalArgumentException(
                        "secret '" + name() + "' has " + length + " bytes, which is too short: use" + " at least "
                                + SHORTEST + ", or call allowShort() if the provider gives no longer one");
            }
            return new Secret(this);
        }

        private String name() {
            return id != null ? id : UNNAMED;
        }

        /** The id, and never the secret. */
        @Override
        public String toString() {
            return "Secret.Builder[" + name() + "]";
        }
    }

    /** A new secret with 32 random bytes, in hex: for tests and for senders of one's own. */
    public static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
