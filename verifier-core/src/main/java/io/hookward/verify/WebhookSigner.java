package io.hookward.verify;

import io.hookward.scheme.Algorithm;
import io.hookward.scheme.SignatureField;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import io.hookward.scheme.TimestampRule;
import io.hookward.secret.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests as a provider would: for tests, for tools, and for senders of one's own. Uses the first signing method
 * of the scheme. Safe for use by several threads.
 */
public final class WebhookSigner {
    private final SigningMethod method;
    private final List<Checker> checkers;

    private WebhookSigner(SigningMethod method, List<Checker> checkers) {
        this.method = method;
        this.checkers = checkers;
    }

    /**
     * A signer for a scheme. With several secrets, the header carries a signature for each, if the scheme's syntax has
     * room for them; otherwise the first secret signs.
     *
     * @throws IllegalArgumentException if there is no secret, or one does not fit the scheme, or it cannot be signed for
     */
    public static WebhookSigner of(SignatureScheme scheme, Secret... secrets) {
        SigningMethod method = scheme.methods().get(0);
        String obstacle = obstacle(scheme);
        if (obstacle != null) {
            throw new IllegalArgumentException(scheme.name() + " cannot be signed for: " + obstacle);
        }
        if (secrets.length == 0) {
            throw new IllegalArgumentException("there must be at least one secret");
        }
        List<Checker> checkers = new ArrayList<>();
        for (Secret secret : secrets) {
            checkers.add(Checker.of(method.algorithms().get(0), method.key(), secret));
        }
        return new WebhookSigner(method, List.copyOf(checkers));
    }

    /**
     * Whether requests can be signed by a scheme: not where only the provider has the key, and not where the signature
     * stands in the body or within JSON.
     */
    public static boolean canSign(SignatureScheme scheme) {
        return obstacle(scheme) == null;
    }

    private static @Nullable String obstacle(SignatureScheme scheme) {
        SigningMethod method = scheme.methods().get(0);
        Algorithm algorithm = method.algorithms().get(0);
        if (!algorithm.isSymmetric()) {
            return "only it has the key for " + algorithm.schemeName();
        }
        if (method.signature().sources().stream().noneMatch(source -> source.kind() == Source.Kind.HEADER)) {
            return "its signature does not stand in a header";
        }
        return switch (method.signature().syntax()) {
            case JSON, JWT -> "its signature stands within JSON";
            case SINGLE, LIST, PAIRS, POSITIONS -> null;
        };
    }

    /** Starts a request that will be signed. */
    public Draft draft() {
        return new Draft();
    }

    /** A request before it is signed. Not for use by several threads. */
    public final class Draft {
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final Map<String, String> signatureItems = new LinkedHashMap<>();
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

        /** The time of sending; now unless set. */
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
            signatureItems.put(label, value);
            return this;
        }

        /**
         * The signed request.
         *
         * @throws IllegalArgumentException if something that the scheme signs is not set
         */
        public WebhookRequest sign() {
            Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            all.putAll(headers);
            Map<String, String> items = new LinkedHashMap<>();
            String timestamp = place(all, items);
            signatureItems.forEach(items::putIfAbsent);
            String full = withRequired(all);
            WebhookRequest unsigned = request(all, full);
            RequestValues values = new RequestValues(unsigned, items, Pointers.of(method));
            String signature;
            try {
                Alternatives.Found found = new Alternatives(method.deliveryId(), method).firstIn(values);
                Content content = new ContentTemplate(method.content())
                        .fill(values, timestamp, found == null ? null : found.text());
                signature = signatures(content, items);
            } catch (Refusal missing) {
                throw new IllegalArgumentException(missing.rejection().detail(), missing);
            }
            all.put(signatureHeader(), signature);
            return request(all, full);
        }

        /** Puts id, type, time and constants where the scheme has them; returns the time as it was written. */
        private @Nullable String place(Map<String, String> all, Map<String, String> items) {
            putFirstHeader(all, method.deliveryId(), id);
            putFirstHeader(all, method.eventType(), eventType);
            placeRequired(all);
            TimestampRule rule = method.timestamp();
            if (rule == null) {
                return null;
            }
            String text = Timestamps.format(sentAt, rule.unit());
            if (rule.source().kind() == Source.Kind.HEADER) {
                all.put(rule.source().name(), text);
            } else if (rule.source().kind() == Source.Kind.SIGNATURE) {
                items.put(rule.source().name(), text);
            } else {
                return new RequestValues(
                                request(all, url), items, Set.of(rule.source().name()))
                        .find(rule.source());
            }
            return text;
        }

        private void placeRequired(Map<String, String> all) {
            Map<Source, String> conditions = new LinkedHashMap<>(method.when());
            conditions.putAll(method.required());
            conditions.forEach((source, value) -> {
                if (source.kind() == Source.Kind.HEADER
                        && !value.equals(MethodVerifier.ANY)
                        && value.indexOf('{') < 0) {
                    all.put(source.name(), value);
                }
            });
        }

        /** The URL, with what the scheme wants to find in its query, such as a hash of the body. */
        private @Nullable String withRequired(Map<String, String> all) {
            String full = url;
            for (Map.Entry<Source, String> required : method.required().entrySet()) {
                WebhookRequest request = request(all, full);
                String name = required.getKey().name();
                if (full != null
                        && required.getKey().kind() == Source.Kind.QUERY
                        && required.getValue().indexOf('{') >= 0
                        && FormFields.first(request.query(), name) == null) {
                    Content value = new ContentTemplate(Template.parse(required.getValue()))
                            .fill(new RequestValues(request, Map.of(), Set.of()), null, null);
                    full += (full.indexOf('?') < 0 ? '?' : '&') + name + '=' + HeaderText.text(value.bytes());
                }
            }
            return full;
        }

        private WebhookRequest request(Map<String, String> all, @Nullable String url) {
            String[] pairs = all.entrySet().stream()
                    .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                    .toArray(String[]::new);
            return WebhookRequest.builder()
                    .method(httpMethod)
                    .url(url)
                    .headers(Headers.of(pairs))
                    .body(body)
                    .build();
        }
    }

    private static void putFirstHeader(Map<String, String> headers, List<Template> places, @Nullable String value) {
        if (value == null) {
            return;
        }
        for (Template place : places) {
            for (Template.Value part : place.values()) {
                if (part.source() != null && part.source().kind() == Source.Kind.HEADER) {
                    headers.put(part.source().name(), value);
                    return;
                }
            }
        }
    }

    private String signatures(Content content, Map<String, String> items) {
        boolean several = method.signature().syntax() != SignatureField.Syntax.SINGLE;
        List<String> signatures = new ArrayList<>();
        for (Checker checker : several ? checkers : checkers.subList(0, 1)) {
            signatures.add(method.signature().encodings().get(0).encode(checker.sign(content)));
        }
        return SignatureHeader.write(method.signature(), signatures, items);
    }

    private String signatureHeader() {
        return method.signature().sources().stream()
                .filter(source -> source.kind() == Source.Kind.HEADER)
                .findFirst()
                .orElseThrow()
                .name();
    }
}
