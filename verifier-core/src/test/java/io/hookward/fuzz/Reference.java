package io.hookward.fuzz;

import io.hookward.request.WebhookRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A second, slow verifier for the providers the project began with, one method each, written from their documentation and
 * not from the code that it judges: regular expressions, the JDK's Mac, and nothing shared with the verifier.
 */
final class Reference {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]*");
    private static final Pattern VERSION = Pattern.compile("v[0-9]+[a-z]*");

    private final WebhookRequest request;
    private final byte[] body;
    private final String secret;
    private final long now;

    private Reference(WebhookRequest request, String secret, long now) {
        this.request = request;
        this.body = new byte[request.body().remaining()];
        request.body().get(body);
        this.secret = secret;
        this.now = now;
    }

    /** Whether the request is a delivery of the provider under this secret, which is text and Base64 alike. */
    static boolean accepts(String provider, WebhookRequest request, String secret, long now) {
        Reference reference = new Reference(request, secret, now);
        return switch (provider) {
            case "avala" ->
                reference.hexOfBody("X-Avala-Webhook-Signature", "X-Avala-Signature")
                        && reference.once("X-Avala-Webhook-Delivery", "X-Avala-Webhook-Event");
            case "avnology" -> reference.timed("X-Avnology-Signature", "", "X-Avnology-Timestamp", "", ".");
            case "avra-timestamped" ->
                reference.timed("X-Avra-Signature", "", "X-Avra-Timestamp", "", ".")
                        && reference.once("X-Avra-Delivery-Id");
            case "slack" -> reference.timed("X-Slack-Signature", "v0=", "X-Slack-Request-Timestamp", "v0:", ":");
            case "github" -> reference.github();
            case "shopify" -> reference.shopify();
            case "stripe" -> reference.stripe();
            case "standard-webhooks" -> reference.standard("webhook-");
            case "svix" -> reference.svix();
            default -> throw new IllegalArgumentException(provider);
        };
    }

    private List<String> values(String header) {
        return request.headers().values(header);
    }

    private boolean once(String... headers) {
        return Arrays.stream(headers).allMatch(header -> values(header).size() < 2);
    }

    /** The second name is looked at only where the first is absent. */
    private boolean firstOf(String first, String second) {
        return once(first) && (one(first) != null || once(second));
    }

    private @Nullable String one(String header) {
        List<String> values = values(header);
        return values.size() == 1 && !values.get(0).isBlank() ? values.get(0) : null;
    }

    private byte[] mac(String algorithm, byte[] key, byte[]... pieces) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            Arrays.stream(pieces).forEach(mac::update);
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] text() {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String header) {
        boolean latin = header.chars().allMatch(c -> c < 256);
        return header.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static boolean hexEquals(String written, byte[] expected) {
        return HEX.matcher(written).matches()
                && HexFormat.of().formatHex(expected).equals(written.toLowerCase(Locale.ROOT));
    }

    private boolean fresh(String time) {
        if (!NUMBER.matcher(time).matches() || time.length() > 12) {
            return false;
        }
        long sent = Long.parseLong(time);
        return sent >= now - 300 && sent <= now + 300;
    }

    private boolean hexOfBody(String... headers) {
        boolean right = false;
        for (String header : headers) {
            if (values(header).size() > 1) {
                return false;
            }
            for (String value : values(header)) {
                if (value.length() > 8192) {
                    return false;
                }
                right |= hexEquals(value.strip(), mac("HmacSHA256", text(), body));
            }
        }
        return right;
    }

    private boolean timed(String header, String prefix, String timeHeader, String before, String between) {
        String signature = one(header);
        String time = one(timeHeader);
        if (signature == null || time == null || signature.length() > 8192 || !fresh(time)) {
            return false;
        }
        byte[] expected = mac("HmacSHA256", text(), bytes(before + time + between), body);
        String written = signature.strip();
        return written.startsWith(prefix) && hexEquals(written.substring(prefix.length()), expected);
    }

    private boolean github() {
        if (!once("X-Hub-Signature-256", "X-GitHub-Delivery", "X-GitHub-Event")) {
            return false;
        }
        String modern = one("X-Hub-Signature-256");
        if (modern != null
                && modern.strip().startsWith("sha256=")
                && modern.strip().length() > 7) {
            return modern.length() <= 8192 && hexEquals(modern.strip().substring(7), mac("HmacSHA256", text(), body));
        }
        String old = one("X-Hub-Signature");
        if (modern != null && modern.length() > 8192 || old == null || old.length() > 8192) {
            return false;
        }
        String written = old.strip();
        for (String hash : List.of("512", "1")) {
            if (written.startsWith("sha" + hash + "=") && written.length() > hash.length() + 4) {
                byte[] expected = mac("HmacSHA" + hash, text(), body);
                return written.substring(hash.length() + 4)
                                .equalsIgnoreCase(HexFormat.of().formatHex(expected))
                        && written.chars().allMatch(c -> c < 128);
            }
        }
        return false;
    }

    private boolean shopify() {
        if (!once("X-Shopify-Hmac-Sha256", "Shopify-Hmac-Sha256")
                || !firstOf("X-Shopify-Webhook-Id", "Shopify-Webhook-Id")
                || !firstOf("X-Shopify-Event-Id", "Shopify-Event-Id")
                || !firstOf("X-Shopify-Topic", "Shopify-Topic")) {
            return false;
        }
        String expected = Base64.getEncoder().encodeToString(mac("HmacSHA256", text(), body));
        boolean right = false;
        for (String header : List.of("X-Shopify-Hmac-Sha256", "Shopify-Hmac-Sha256")) {
            String value = one(header);
            if (value != null && value.length() > 8192) {
                return false;
            }
            right |= value != null && value.strip().equals(expected);
        }
        return right;
    }

    private boolean stripe() {
        String header = one("Stripe-Signature");
        if (header == null || header.length() > 8192) {
            return false;
        }
        List<String> signatures = new ArrayList<>();
        Map<String, String> others = new HashMap<>();
        int count = 0;
        for (String raw : header.split(",")) {
            String item = raw.strip();
            if (item.isEmpty()) {
                continue;
            }
            Matcher pair = Pattern.compile("(?s)([^=]+)=(.*)").matcher(item);
            if (!pair.matches() || ++count > 32) {
                return false;
            }
            String label = pair.group(1).strip();
            if (label.equals("v1")) {
                signatures.add(pair.group(2).strip());
            } else if (!VERSION.matcher(label).matches()
                    && others.put(label, pair.group(2).strip()) != null) {
                return false;
            }
        }
        String time = others.getOrDefault("t", "");
        byte[] expected = mac("HmacSHA256", text(), bytes(time + "."), body);
        return fresh(time) && signatures.stream().anyMatch(written -> hexEquals(written, expected));
    }

    private boolean svix() {
        boolean own = one("svix-signature") != null || values("svix-signature").size() > 1;
        if (own && (values("svix-signature").size() > 1 || hasVersion("svix-signature"))) {
            return standard("svix-");
        }
        return one("svix-signature") == null || one("svix-signature").length() <= 8192 ? tooManyOrStandard() : false;
    }

    private boolean tooManyOrStandard() {
        String svix = one("svix-signature");
        boolean tooMany = svix != null && items(svix).size() > 32;
        return !tooMany && standard("webhook-");
    }

    private boolean hasVersion(String header) {
        String value = one(header);
        return value != null && items(value).stream().anyMatch(item -> item.startsWith("v1,") && item.length() > 3);
    }

    private static List<String> items(String value) {
        return Arrays.stream(value.split(" "))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private boolean standard(String family) {
        String signature = one(family + "signature");
        String time = one(family + "timestamp");
        String id = one(family + "id");
        if (signature == null || time == null || id == null || signature.length() > 8192 || !fresh(time)) {
            return false;
        }
        byte[] head = ByteBuffer.allocate(bytes(id).length + 1 + time.length() + 1)
                .put(bytes(id))
                .put(bytes("." + time + "."))
                .array();
        byte[] expected = mac("HmacSHA256", Base64.getDecoder().decode(secret), head, body);
        String right = "v1," + Base64.getEncoder().encodeToString(expected);
        return items(signature).size() <= 32 && items(signature).contains(right);
    }
}
