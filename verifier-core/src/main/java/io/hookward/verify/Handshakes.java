package io.hookward.verify;

import io.hookward.content.Filters;
import io.hookward.content.RequestValues;
import io.hookward.content.UrlParts;
import io.hookward.content.ValueTable;
import io.hookward.request.RejectedException;
import io.hookward.request.RejectionReason;
import io.hookward.request.RequestHead;
import io.hookward.scheme.Handshake;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.Source;
import io.hookward.scheme.Template;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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

    /** The longest body that is read before its signature holds, to see whether it is a handshake. */
    static final int LONGEST_UNSIGNED = 64 * 1024;

    /** Signs challenges by the scheme's algorithm; throws a {@link RejectedException} if no secret is valid now. */
    interface Signer {
        byte[] sign(byte[] challenge);

        String secretId();
    }

    private final List<HandshakePlan> signed;
    private final List<HandshakePlan> unsigned;
    private final ValueTable unsignedTable;
    private final byte @Nullable [] token;
    private final @Nullable Consumer<String> offeredSecret;
    private final Signer signer;

    /**
     * Compiles the handshakes of a scheme.
     *
     * @param table takes the places of those that are signed, which are read together with the delivery's
     * @param token what a provider must name where its handshake has a token, or null if none is configured
     * @param offeredSecret who is given a secret that a provider hands over, or null if nobody asked for it
     * @param signer signs under the endpoint's first usable secret
     */
    Handshakes(
            SignatureScheme scheme,
            ValueTable table,
            @Nullable String token,
            @Nullable Consumer<String> offeredSecret,
            Signer signer) {
        this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
        this.offeredSecret = offeredSecret;
        this.signer = signer;
        this.unsignedTable = new ValueTable(true);
        List<Handshake> all = scheme.facts().handshakes();
        this.signed = all.stream()
                .filter(Handshake::signed)
                .map(handshake -> new HandshakePlan(handshake, table))
                .toList();
        this.unsigned = all.stream()
                .filter(handshake -> !handshake.signed())
                .map(handshake -> new HandshakePlan(handshake, unsignedTable))
                .toList();
        unsignedTable.complete();
    }

    /** Whether there is a handshake with this method, so that the method is not refused out of hand. */
    boolean mayCome(String method) {
        return mayCome(signed, method) || mayComeUnsigned(method);
    }

    private boolean mayComeUnsigned(String method) {
        return mayCome(unsigned, method);
    }

    /** Whether a request can be a handshake that the provider does not sign, by its head. */
    boolean mayBeUnsigned(RequestHead head) {
        for (int i = 0; i < unsigned.size(); i++) {
            if (unsigned.get(i).mayBe(head)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayCome(List<HandshakePlan> handshakes, String method) {
        for (int i = 0; i < handshakes.size(); i++) {
            if (handshakes.get(i).handshake().method().equals(method)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The answer, if the request is a handshake that the provider does not sign.
     *
     * @return null if the request is not one
     * @throws RejectedException if it is one that must not be answered
     */
    @Nullable
    HandshakeReply unsigned(RequestHead head, byte[] array, int offset, int length) {
        if (length > LONGEST_UNSIGNED || !mayBeUnsigned(head)) {
            return null;
        }
        RequestValues values = new RequestValues(unsignedTable, head);
        values.body(array, offset, length);
        return reply(unsigned, values);
    }

    /**
     * The answer, if a request whose signature was found right is a handshake.
     *
     * @return null if the request is not one
     * @throws RejectedException if it is one that must not be answered
     */
    @Nullable
    HandshakeReply signed(RequestValues verified) {
        return reply(signed, verified);
    }

    private @Nullable HandshakeReply reply(List<HandshakePlan> handshakes, RequestValues values) {
        for (int i = 0; i < handshakes.size(); i++) {
            HandshakePlan plan = handshakes.get(i);
            boolean wanted = plan.handshake().offersSecret() == null || offeredSecret != null;
            if (wanted && plan.matches(values)) {
                return reply(plan, values);
            }
        }
        return null;
    }

    private HandshakeReply reply(HandshakePlan plan, RequestValues values) {
        Handshake handshake = plan.handshake();
        checkToken(plan, values);
        checkChallenge(plan, values);
        Map<String, String> headers = new LinkedHashMap<>();
        handshake.headers().forEach((name, value) -> headers.put(name, text(plan, value, values)));
        HandshakeReply reply = new HandshakeReply(
                handshake.status(), handshake.contentType(), text(plan, handshake.body(), values), headers);
        if (handshake.offersSecret() != null && offeredSecret != null) {
            String secret = plan.find(handshake.offersSecret(), values);
            offeredSecret.accept(Objects.requireNonNullElse(secret, ""));
        }
        return reply;
    }

    private void checkToken(HandshakePlan plan, RequestValues values) {
        Source place = plan.handshake().token();
        if (place == null) {
            return;
        }
        String named = plan.find(place, values);
        if (token == null || named == null || !MessageDigest.isEqual(token, named.getBytes(StandardCharsets.UTF_8))) {
            throw RejectedException.untraced(
                    RejectionReason.HANDSHAKE_REFUSED,
                    token == null
                            ? "the provider's handshake names a token, and the endpoint was not told its own"
                            : "the handshake does not name the endpoint's token");
        }
    }

    private static void checkChallenge(HandshakePlan plan, RequestValues values) {
        plan.handshake().matching().forEach((source, regex) -> {
            String value = plan.find(source, values);
            if (value == null || !Pattern.matches(regex, value)) {
                throw noChallenge();
            }
        });
    }

    private static RejectedException noChallenge() {
        return RejectedException.untraced(
                RejectionReason.HANDSHAKE_REFUSED, "the challenge has characters or a length that no provider's has");
    }

    private String text(HandshakePlan plan, Template template, RequestValues values) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Template.Value value) {
                text.append(value(plan, value, values));
            }
        }
        return text.toString();
    }

    private String value(HandshakePlan plan, Template.Value value, RequestValues values) {
        if (value.kind() == Template.Value.Kind.SECRET_ID) {
            return signer.secretId();
        }
        String found = value.source() == null ? null : plan.find(value.source(), values);
        if (value.kind() == Template.Value.Kind.CHALLENGE_TOKEN_URL) {
            return hash(found, value, values.head());
        }
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

    /** A hash that holds the token: whoever asks learns it for one endpoint only, and not the token. */
    private String hash(@Nullable String challenge, Template.Value value, RequestHead head) {
        if (challenge == null
                || !CHALLENGE.matcher(challenge).matches()
                || value.filters().isEmpty()) {
            throw noChallenge();
        }
        if (token == null || head.url() == null) {
            throw RejectedException.untraced(
                    RejectionReason.HANDSHAKE_REFUSED,
                    "the answer is made of the handshake token and the public URL, and the endpoint was not told both");
        }
        byte[] url = UrlParts.withoutQuery(head.url()).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(challenge.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(token);
        all.writeBytes(url);
        byte[] bytes = all.toByteArray();
        for (Template.Filter filter : value.filters()) {
            bytes = Filters.apply(filter, bytes);
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
