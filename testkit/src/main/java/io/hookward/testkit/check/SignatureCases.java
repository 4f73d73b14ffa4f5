package io.hookward.testkit.check;

import io.hookward.scheme.Source;
import io.hookward.testkit.Requests;
import io.hookward.testkit.TestDelivery;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Who signed, and what arrived of the signature. */
final class SignatureCases implements CheckCases {
    /** Servers accept headers of this length. */
    private static final int LONG = 4000;

    private static final int FROM_END = 5;

    @Override
    public void check(CheckRun run) throws InterruptedException {
        checkBriefly(run);
        unusualJson(run);
        Expectation refused = run.expect().refused();
        run.check("no signature", refused, TestDelivery::unsigned);
        run.check("empty signature", refused, delivery -> delivery.withSignature(signature -> ""));
        run.check("signature cut short", refused, TestDelivery::malformed);
        run.check(
                "one character of the signature changed",
                refused,
                delivery -> delivery.withSignature(SignatureCases::withOtherCharacter));
        run.check(
                "signature of " + LONG + " characters",
                refused,
                delivery -> delivery.withSignature(signature -> "a".repeat(LONG)));
        run.check(
                "signature of odd characters",
                refused,
                delivery -> delivery.withSignature(signature -> "\",;==%00\\é{}"));
        if (!run.isUnreachable()) {
            sameRefusals(run);
        }
    }

    /** Valid, tampered and forged. */
    static void checkBriefly(CheckRun run) throws InterruptedException {
        Expectation refused = run.expect().refused();
        run.check("valid", run.expect().handled(), TestDelivery::valid);
        run.check("signed with another secret", refused, TestDelivery::forged);
        if (run.method().isSigned(Source.parse("fingerprint"))) {
            run.check("one bit of the body changed", refused, TestDelivery::tampered);
        } else {
            run.skip("one bit of the body changed", "the scheme does not sign the body");
        }
    }

    /** A receiver that parses the body, and verifies what it writes again, does not recognise this. */
    private static void unusualJson(CheckRun run) throws InterruptedException {
        String name = "valid, with unusual white space in the JSON";
        if (!run.isBodyJsonObject()) {
            run.skip(name, "the body is not a JSON object");
            return;
        }
        TestDelivery delivery = run.delivery();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{ \r\n\t".getBytes(StandardCharsets.US_ASCII));
        byte[] usual = Requests.bytes(delivery.valid());
        body.write(usual, 1, usual.length - 1);
        body.write('\n');
        run.check(name, run.expect().handled(), run.sender(), delivery.body(body.toByteArray()), TestDelivery::valid);
    }

    /** Whatever was wrong, a forger reads the same. */
    private static void sameRefusals(CheckRun run) throws InterruptedException {
        String name = "bodies of the answers to no signature and another secret";
        if (!run.expect().isExact()) {
            run.skip(name, "receivers may differ in this");
            return;
        }
        String unsigned = body(run.send(run.delivery().unsigned()));
        String forged = body(run.send(run.delivery().forged()));
        boolean same = unsigned.equals(forged);
        run.add(name, "the same", same ? "the same" : "different", same);
    }

    private static String body(ObservedAnswer seen) {
        return seen.answer() == null ? "" : seen.answer().body();
    }

    /** Near the end, where the signature stands in most headers; a receiver that compares the beginning does not notice. */
    private static String withOtherCharacter(String signature) {
        int place = Math.max(0, signature.length() - FROM_END);
        while (place > 0 && !Character.isLetterOrDigit(signature.charAt(place))) {
            place--;
        }
        char other = signature.charAt(place) == '1' ? '2' : '1';
        return signature.substring(0, place) + other + signature.substring(place + 1);
    }
}
