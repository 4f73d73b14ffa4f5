package io.hookward.benchmarks;

import io.hookward.request.Delivery;
import io.hookward.request.Headers;
import io.hookward.scheme.Providers;
import io.hookward.secret.Secret;
import io.hookward.verify.Verification;
import io.hookward.verify.WebhookVerifier;
import java.security.MessageDigest;
import java.util.function.Supplier;
import javax.crypto.Mac;
import org.openjdk.jmh.infra.Blackhole;

/** What is measured: the floor, Hookward, and the peers, each as {@code scheme/name}. */
final class Subjects {
    /** The least that any verification does: a MAC that is kept and keyed, and one comparison with decoded bytes. */
    static final String FLOOR = "floor";

    /** The verification, with its structured result. */
    static final String HOOKWARD = "hookward";

    /** The same, and the id and the event type are read, which may stand in the body. */
    static final String HOOKWARD_NAMES = "hookward-names";

    private Subjects() {}

    /** The scheme of a subject. */
    static SampleScheme scheme(String subject) {
        return SampleScheme.named(subject.substring(0, subject.indexOf('/')));
    }

    /** Makes the check for each thread. What a library shares between threads is shared here too. */
    static Supplier<Check> of(String subject, SignedSample sample) {
        String name = subject.substring(subject.indexOf('/') + 1);
        return switch (name) {
            case FLOOR -> () -> floor(sample);
            case HOOKWARD -> hookward(sample, false);
            case HOOKWARD_NAMES -> hookward(sample, true);
            default -> Peers.of(name, sample);
        };
    }

    private static Check floor(SignedSample sample) {
        Mac mac = sample.keyedMac();
        byte[] prefix = sample.signedPrefix();
        byte[] body = sample.body();
        byte[] signature = sample.signature();
        return blackhole -> {
            mac.update(prefix);
            return MessageDigest.isEqual(mac.doFinal(body), signature);
        };
    }

    private static Supplier<Check> hookward(SignedSample sample, boolean names) {
        Headers headers = Headers.of(sample.headers());
        byte[] body = sample.body();
        WebhookVerifier verifier = verifier(sample);
        Check check = blackhole -> {
            Verification verification = verifier.verify(headers, body);
            blackhole.consume(verification);
            if (verification instanceof Verification.Accepted accepted) {
                if (names) {
                    consume(accepted.delivery(), blackhole);
                }
                return true;
            }
            return false;
        };
        return () -> check;
    }

    /** Reads id and type, which are looked for late where they stand in JSON. */
    private static void consume(Delivery delivery, Blackhole blackhole) {
        blackhole.consume(delivery.id().orElse("").length());
        blackhole.consume(delivery.eventType().orElse("").length());
    }

    static WebhookVerifier verifier(SignedSample sample) {
        Secret[] secrets = new Secret[sample.secrets().size()];
        for (int i = 0; i < secrets.length; i++) {
            secrets[i] =
                    Secret.builder(sample.secrets().get(i)).id("secret " + i).build();
        }
        return WebhookVerifier.of(Providers.get(sample.scheme().catalogueName()), secrets);
    }
}
