package io.hookward.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is wrong with a receiver that fails a case of the check. */
final class Flaws {
    private static final Map<String, String> BY_CASE = new LinkedHashMap<>();

    static {
        BY_CASE.put(
                "valid, with unusual white space",
                "it verifies a body that it has written anew, and not the bytes that came");
        BY_CASE.put("valid", "it refuses valid deliveries: is the secret the right one, and the provider?");
        BY_CASE.put("signed with another secret", "it accepts signatures under any secret");
        BY_CASE.put("one bit of the body changed", "it accepts a body that was not signed");
        BY_CASE.put("no signature", "it accepts deliveries without a signature");
        BY_CASE.put("empty signature", "it accepts an empty signature, or fails on it");
        BY_CASE.put("signature cut short", "it compares a prefix of the signature, or fails on a short one");
        BY_CASE.put("one character of the signature", "it compares a prefix of the signature");
        BY_CASE.put("signature of", "an odd signature makes it fail");
        BY_CASE.put("half as old", "it refuses deliveries that are fresh enough");
        BY_CASE.put("stale", "it accepts deliveries however old they are, so that a captured one can be sent again");
        BY_CASE.put("from the future", "it accepts timestamps far in the future");
        BY_CASE.put("no timestamp", "it fails on, or accepts, a missing timestamp");
        BY_CASE.put("malformed timestamp", "it fails on, or accepts, a malformed timestamp");
        BY_CASE.put("repeated after it was handled", "it handles a delivery again that it has handled");
        BY_CASE.put("20 times at once", "it handles a delivery several times when repetitions arrive together");
        BY_CASE.put("same id, other body", "it handles a second body under an id that it has handled");
        BY_CASE.put("captured, and sent again", "it accepts a captured delivery under another id");
        BY_CASE.put(
                "repeated while it is being handled", "it acknowledges a repetition while the first may still fail");
        BY_CASE.put(
                "repeated after the failure",
                "it marks deliveries as done before they are handled, and loses those that fail");
        BY_CASE.put("method", "it accepts methods that the provider never uses");
        BY_CASE.put("body in chunks", "it cannot read a body without a declared size");
        BY_CASE.put("body over the limit", "it reads bodies of any size");
        BY_CASE.put("compressed body", "it accepts compressed bodies, which the provider does not send");
        BY_CASE.put("forged, at", "another spelling of the path goes past verification");
    }

    private Flaws() {}

    /** In one sentence without a full stop; empty if none is known for the case. */
    static String of(String name) {
        return BY_CASE.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
