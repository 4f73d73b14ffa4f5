package io.hookward.testkit;

import java.util.Map;

/** Changes of crucial fields that no vector notices, and why none can. */
final class UnnoticedChanges {
    private static final String PORT = "a URL has a port or has none, and orContent says what is signed in either case";
    private static final String KEY_SET = "a set of JSON Web Keys says itself what it is";
    private static final String TEXT = "what is left of the secret is taken as text even if no step says so";

    static final Map<String, String> LIST = Map.ofEntries(
            Map.entry("easypost: key[1] dropped", TEXT),
            Map.entry("inngest: key[1] dropped", TEXT),
            Map.entry("sendgrid: key changed to base64", "a SubjectPublicKeyInfo is given in Base64"),
            Map.entry("truelayer: key changed to base64", KEY_SET),
            Map.entry("truelayer: key changed to hex", KEY_SET),
            Map.entry("truelayer: key changed to sha256", KEY_SET),
            Map.entry("truelayer: key changed to strip-match .", KEY_SET),
            Map.entry("truelayer: key changed to text", KEY_SET),
            Map.entry("truelayer: key dropped", KEY_SET),
            Map.entry("twilio: variants[0].content changed to {url}-x", PORT),
            Map.entry("twilio: variants[0].content dropped", PORT),
            Map.entry("twilio: variants[1].content changed to {form-sorted}", PORT),
            Map.entry("twilio: variants[1].content changed to {url}", PORT),
            Map.entry("twilio: variants[1].content changed to {url}{form-sorted}-x", PORT),
            Map.entry("twilio: variants[1].content dropped", PORT));

    private UnnoticedChanges() {}
}
