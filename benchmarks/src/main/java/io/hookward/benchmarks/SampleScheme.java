package io.hookward.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A scheme that is measured, signed by hand from its provider's documents: no library under test signs for itself. */
enum SampleScheme {
    STANDARD_WEBHOOKS("standard-webhooks"),
    GITHUB("github"),
    STRIPE("stripe"),
    SLACK("slack");

    private final String catalogueName;

    SampleScheme(String catalogueName) {
        this.catalogueName = catalogueName;
    }

    /** The name in the catalogue of providers. */
    String catalogueName() {
        return catalogueName;
    }

    static SampleScheme named(String catalogueName) {
        for (SampleScheme scheme : values()) {
            if (scheme.catalogueName.equals(catalogueName)) {
                return scheme;
            }
        }
        throw new IllegalArgumentException("no sample scheme '" + catalogueName + "'");
    }

    /** A secret as the provider shows it; another for each number. */
    String secret(int number) {
        String text = "the benchmark's secret " + (1000 + number);
        return this == STANDARD_WEBHOOKS
                ? "whsec_" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                : text;
    }

    /** The key bytes of a secret. */
    byte[] key(String secret) {
        return this == STANDARD_WEBHOOKS
                ? Base64.getDecoder().decode(secret.substring("whsec_".length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }

    /** What is signed before the body. */
    byte[] signedPrefix(String id, long timestamp) {
        String prefix = switch (this) {
            case STANDARD_WEBHOOKS -> id + "." + timestamp + ".";
            case GITHUB -> "";
            case STRIPE -> timestamp + ".";
            case SLACK -> "v0:" + timestamp + ":";
        };
        return prefix.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a delivery may carry several signatures. */
    boolean hasList() {
        return this == STANDARD_WEBHOOKS || this == STRIPE;
    }

    /** The headers by which the provider tells id, time and signatures, in the order in which they are sent. */
    Map<String, List<String>> headers(String id, long timestamp, List<byte[]> signatures) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        String time = Long.toString(timestamp);
        switch (this) {
            case STANDARD_WEBHOOKS -> {
                headers.put("webhook-id", List.of(id));
                headers.put("webhook-timestamp", List.of(time));
                headers.put(
                        "webhook-signature",
                        List.of(join(signatures, " ", "v1,", Base64.getEncoder()::encodeToString)));
            }
            case GITHUB -> {
                headers.put("X-GitHub-Delivery", List.of(id));
                headers.put("X-GitHub-Event", List.of("push"));
                headers.put("X-Hub-Signature-256", List.of(join(signatures, "", "sha256=", HexFormat.of()::formatHex)));
            }
            case STRIPE ->
                headers.put(
                        "Stripe-Signature",
                        List.of("t=" + time + "," + join(signatures, ",", "v1=", HexFormat.of()::formatHex)));
            case SLACK -> {
                headers.put("X-Slack-Request-Timestamp", List.of(time));
                headers.put("X-Slack-Signature", List.of(join(signatures, "", "v0=", HexFormat.of()::formatHex)));
            }
        }
        return headers;
    }

    private static String join(
            List<byte[]> signatures, String separator, String prefix, Function<byte[], String> encode) {
        return signatures.stream()
                .map(signature -> prefix + encode.apply(signature))
                .collect(Collectors.joining(separator));
    }
}
