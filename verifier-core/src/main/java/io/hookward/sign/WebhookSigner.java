package io.hookward.sign;

import io.hookward.key.Checker;
import io.hookward.request.RejectedException;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.secret.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests as a provider would: for tests, for tools, and for senders of one's own. Uses the first signing method
 * of the scheme unless another is asked for. Safe for use by several threads.
 *
 * <p>Id, type and time are put where the scheme has them, unless that is the body, in which they must stand already. The
 * signature is put wherever the scheme has it, in the body too, which is then written anew.
 */
public final class WebhookSigner {
    private final SigningMethod method;
    private final List<Checker> checkers;
    private final String secretId;

    private WebhookSigner(SigningMethod method, List<Checker> checkers, String secretId) {
        this.method = method;
        this.checkers = checkers;
        this.secretId = secretId;
    }

    /**
     * A signer for a scheme. With several secrets, the header carries a signature for each, if the scheme's syntax has
     * room for them; otherwise the first secret signs.
     *
     * @throws IllegalArgumentException if there is no secret, or one does not fit the scheme, or only the provider's
     *     private key can sign
     */
    public static WebhookSigner of(SignatureScheme scheme, Secret... secrets) {
        return of(scheme, 0, secrets);
    }

    /**
     * A signer by one of the scheme's signing methods.
     *
     * @param variant which of {@link SignatureScheme#methods()}, counted from 0
     * @throws IllegalArgumentException as {@link #of(SignatureScheme, Secret...)}
     * @throws IndexOutOfBoundsException if there is no such variant
     */
    public static WebhookSigner of(SignatureScheme scheme, int variant, Secret... secrets) {
        SigningMethod method = scheme.methods().get(variant);
        Algorithm algorithm = method.algorithms().get(0);
        if (!algorithm.isSymmetric()) {
            throw new IllegalArgumentException(
                    scheme.name() + " cannot be signed for: only it has the key for " + algorithm.schemeName());
        }
        if (secrets.length == 0) {
            throw new IllegalArgumentException("there must be at least one secret");
        }
        List<Checker> checkers = new ArrayList<>();
        for (Secret secret : secrets) {
            checkers.add(Checker.of(algorithm, method.key(), secret));
        }
        return new WebhookSigner(method, List.copyOf(checkers), secrets[0].id());
    }

    /** Whether requests can be signed by the first signing method of a scheme: not where only the provider has the key. */
    public static boolean canSign(SignatureScheme scheme) {
        return scheme.methods().get(0).algorithms().get(0).isSymmetric();
    }

    /** Starts a request that will be signed. */
    public Draft draft() {
        return new Draft();
    }

    /** A request before it is signed. Not for use by several threads. */
    public final class Draft {
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final Map<String, String> items = new LinkedHashMap<>();
        private String httpMethod = "POST";
        private byte[] body = new byte[0];
        private Instant sentAt = Instant.now();
        private @Nullable String id;
        private @Nullable String eventType;
        private @Nullable String url;

        private Draft() {}

        /** The body. If the scheme takes id, type or time from the body, they must stand in it already. */
        public Draft body(byte[] body) {
            this.body = Objects.requireNonNull(body, "body");
            return this;
        }

        /** The timestamp; now unless set. */
        public Draft sentAt(Instant sentAt) {
            this.sentAt = Objects.requireNonNull(sentAt, "sentAt");
            return this;
        }

        /** The delivery id, for a scheme that sends it in a header. */
        public Draft id(@Nullable String id) {
            this.id = id;
            return this;
        }

        /** The event type, for a scheme that sends it in a header. */
        public Draft eventType(@Nullable String eventType) {
            this.eventType = eventType;
            return this;
        }

        /** The public URL of the receiving endpoint; needed by schemes that sign it. */
        public Draft url(@Nullable String url) {
            this.url = url;
            return this;
        }

        /** The method; {@code POST} unless set. */
        public Draft method(String method) {
            this.httpMethod = Objects.requireNonNull(method, "method");
            return this;
        }

        /** Another header; one that the scheme itself sets is replaced. */
        public Draft header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** Another item of the signature header beside time and signatures, for a scheme that has some, by its label. */
        public Draft signatureItem(String label, String value) {
            items.put(label, value);
            return this;
        }

        /**
         * The signed request.
         *
         * @throws IllegalArgumentException if something that the scheme signs is not set
         */
        public WebhookRequest sign() {
            Outgoing out = new Outgoing(httpMethod, url, headers, items, body);
            try {
                return new Signing(method, checkers, out).sign(id, eventType, sentAt, secretId);
            } catch (RejectedException missing) {
                throw new IllegalArgumentException(missing.rejection().detail(), missing);
            }
        }

        /**
         * The signature alone, by the first secret and without prefix or label: for an answer that a provider wants to
         * be signed as it signs its requests, such as the verdict on an action of WorkOS.
         *
         * @throws IllegalArgumentException if something that the scheme signs is not set
         */
        public String signature() {
            Outgoing out = new Outgoing(httpMethod, url, headers, items, body);
            try {
                return new Signing(method, checkers, out).signature(sentAt);
            } catch (RejectedException missing) {
                throw new IllegalArgumentException(missing.rejection().detail(), missing);
            }
        }
    }
}
