package io.hookward.verify;

import io.hookward.content.RequestValues;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Handshake;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests by which providers make sure of an endpoint. What is echoed stands within a narrow alphabet, and
 * what goes through the HMAC cannot be a message anybody signs: an answer is neither a page nor a signature.
 */
final class Handshakes {
    /** Printable ASCII without what HTML, JSON and headers give a meaning to. */
    private static final Pattern ECHO = Pattern.compile("[ !#$%()*+,\\-./0-9:;=?@A-Z\\[\\]^_a-z{|}~]{1,1024}");

    /** A challenge as providers make them: no body of a delivery looks like this. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /** Signs challenges by the scheme's algorithm; throws a {@link RejectedException} if no secret counts now. */
    interface Signer {
        byte[] sign(byte[] challenge);

        String secretId();
    }

    private final List<Handshake> handshakes;
    private final byte @Nullable [] token;
    private final @Nullable Consumer<String> offeredSecret;
    private final List<String> pointers;

    /**
     * @param token what a provider must name where its handshake has a token, or null if none is configured
     * @param offeredSecret who is given a secret that a provider hands over, or null if nobody asked for it
     */
    Handshakes(SignatureScheme scheme, @Nullable String token, @Nullable Consumer<String> offeredSecret) {
        this.handshakes = scheme.facts().handshakes();
        this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
        this.offeredSecret = offeredSecret;
        this.pointers = pointers(handshakes);
    }

    private static List<String> pointers(List<Handshake> handshakes) {
        List<Source> sources = new ArrayList<>();
        for (Handshake handshake : handshakes) {
            sources.addAll(handshake.when().keySet());
            sources.addAll(handshake.matching().keySet());
            Stream.concat(Stream.of(handshake.body()), handshake.headers().values().stream())
                    .flatMap(template -> template.values().stream())
                    .forEach(value -> add(sources, value.source()));
            add(sources, handshake.token());
            add(sources, handshake.offersSecret());
        }
        return sources.stream()
                .filter(source -> source.kind() == Source.Kind.BODY)
                .map(Source::name)
                .distinct()
                .toList();
    }

    private static void add(List<Source> sources, @Nullable Source source) {
        if (source != null) {
            sources.add(source);
        }
    }

    /** Whether there is a handshake with this method, so that the method is not refused out of hand. */
    boolean mayCome(String method) {
        return handshakes.stream().anyMatch(handshake -> handshake.method().equals(method));
    }

    /**
     * The answer, if the request is a handshake.
     *
     * @param signed whether the request's signature was found right; only then the signed ones are answered, and only
     *     otherwise the others
     * @param signer signs under the endpoint's first usable secret
     * @return null if the request is none
     * @throws RejectedException if it is one that must not be answered
     */
    @Nullable
    HandshakeReply reply(WebhookRequest request, boolean signed, Signer signer) {
        RequestValues values = new RequestValues(request, Map.of(), pointers);
        for (Handshake handshake : handshakes) {
            if (handshake.signed() == signed && matches(handshake, request, values)) {
                return reply(handshake, values, signer);
            }
        }
        return null;
    }

    private boolean matches(Handshake handshake, WebhookRequest request, RequestValues values) {
        if (!handshake.method().equals(request.method()) || handshake.offersSecret() != null && offeredSecret == null) {
            return false;
        }
        return handshake.when().entrySet().stream().allMatch(condition -> {
            String value = values.find(condition.getKey());
            return value != null
                    && (condition.getValue().equals(RequestValues.ANY)
                            || condition.getValue().equals(value));
        });
    }

    private HandshakeReply reply(Handshake handshake, RequestValues values, Signer signer) {
        checkToken(handshake, values);
        checkChallenge(handshake, values);
        Map<String, String> headers = new LinkedHashMap<>();
        handshake.headers().forEach((name, value) -> headers.put(name, text(value, values, signer)));
        HandshakeReply reply = new HandshakeReply(
                handshake.status(), handshake.contentType(), text(handshake.body(), values, signer), headers);
        if (handshake.offersSecret() != null && offeredSecret != null) {
            String secret = values.find(handshake.offersSecret());
            offeredSecret.accept(Objects.requireNonNullElse(secret, ""));
        }
        return reply;
    }

    private void checkToken(Handshake handshake, RequestValues values) {
        if (handshake.token() == null) {
            return;
        }
        String named = values.find(handshake.token());
        if (token == null || named == null || !MessageDigest.isEqual(token, named.getBytes(StandardCharsets.UTF_8))) {
            throw RejectedException.untraced(
                    RejectionReason.HANDSHAKE_REFUSED,
                    token == null
                            ? "the provider's handshake names a token, and the endpoint was not told its own"
                            : "the handshake does not name the endpoint's token");
        }
    }

    private static void checkChallenge(Handshake handshake, RequestValues values) {
        handshake.matching().forEach((source, regex) -> {
            String value = values.find(source);
            if (value == null || !Pattern.matches(regex, value)) {
                throw noChallenge();
            }
        });
    }

    private static RejectedException noChallenge() {
        return RejectedException.untraced(
                RejectionReason.HANDSHAKE_REFUSED, "the challenge has characters or a length that no provider's has");
    }

    private static String text(Template template, RequestValues values, Signer signer) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Template.Value value) {
                text.append(value(value, values, signer));
            }
        }
        return text.toString();
    }

    private static String value(Template.Value value, RequestValues values, Signer signer) {
        if (value.kind() == Template.Value.Kind.SECRET_ID) {
            return signer.secretId();
        }
        String found = value.source() == null ? null : values.find(value.source());
        boolean signs = value.filters().contains(Template.Filter.HMAC);
        if (found == null || !(signs ? CHALLENGE : ECHO).matcher(found).matches()) {
            throw noChallenge();
        }
        if (!signs) {
            return found;
        }
        byte[] mac = signer.sign(found.getBytes(StandardCharsets.US_ASCII));
        return value.filters().contains(Template.Filter.BASE64)
                ? Base64.getEncoder().encodeToString(mac)
                : HexFormat.of().formatHex(mac);
    }
}
