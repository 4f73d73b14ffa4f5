package io.hookward.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One delivery as it arrives, signed now, and what the bare computation of its signature needs.
 *
 * @param body the body
 * @param headers all headers, as many as a request has behind a proxy, in the order of arrival
 * @param signedPrefix what is signed before the body
 * @param signature the last listed signature, decoded
 * @param signingSecret the secret under which a valid delivery is signed
 * @param secrets what the receiver has, in its order
 */
record SignedSample(
        SampleScheme scheme,
        byte[] body,
        Map<String, List<String>> headers,
        byte[] signedPrefix,
        byte[] signature,
        String signingSecret,
        List<String> secrets) {
    private static final int LISTED = 20;
    private static final String ID = "00000000-0000-4000-8000-000000000001";

    static SignedSample of(SampleScheme scheme, SampleCase special, int bytes) {
        byte[] body = SampleBody.of(scheme, bytes);
        long timestamp = Instant.now().getEpochSecond();
        byte[] prefix = scheme.signedPrefix(ID, timestamp);
        String secret = scheme.secret(1);
        List<byte[]> signatures = new ArrayList<>();
        if (special == SampleCase.LISTED_20) {
            if (!scheme.hasList()) {
                throw new IllegalArgumentException(scheme.catalogueName() + " sends one signature");
            }
            for (int other = 2; other <= LISTED; other++) {
                signatures.add(sign(scheme, scheme.secret(other), prefix, body));
            }
        }
        signatures.add(sign(scheme, special == SampleCase.FORGED ? scheme.secret(2) : secret, prefix, body));
        Map<String, List<String>> headers = ordinaryHeaders(bytes);
        headers.putAll(scheme.headers(ID, timestamp, signatures));
        return new SignedSample(
                scheme,
                body,
                headers,
                prefix,
                signatures.get(signatures.size() - 1),
                secret,
                special == SampleCase.SECOND_SECRET ? List.of(scheme.secret(3), secret) : List.of(secret));
    }

    /** The body as text, for libraries that take nothing else. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first value of a header, named exactly as sent. */
    String header(String name) {
        List<String> values = headers.get(name);
        if (values == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return values.get(0);
    }

    /** A MAC under the secret of valid deliveries. */
    Mac keyedMac() {
        return keyedMac(scheme, signingSecret);
    }

    private static Mac keyedMac(SampleScheme scheme, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(scheme.key(secret), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] sign(SampleScheme scheme, String secret, byte[] prefix, byte[] body) {
        Mac mac = keyedMac(scheme, secret);
        mac.update(prefix);
        return mac.doFinal(body);
    }

    private static Map<String, List<String>> ordinaryHeaders(int bytes) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Host", List.of("receiver.example"));
        headers.put("User-Agent", List.of("Sender/1.0"));
        headers.put("Accept", List.of("*/*"));
        headers.put("Accept-Encoding", List.of("gzip"));
        headers.put("Content-Type", List.of("application/json"));
        headers.put("Content-Length", List.of(Integer.toString(bytes)));
        headers.put("X-Forwarded-For", List.of("192.0.2.1"));
        headers.put("X-Forwarded-Proto", List.of("https"));
        return headers;
    }
}
