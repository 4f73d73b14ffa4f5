package io.hookward.benchmarks;

import am.ik.webhook.WebhookAuthenticationException;
import am.ik.webhook.WebhookVerifier;
import com.slack.api.app_backend.SlackSignature;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Other libraries, each called as its documentation shows, for the signature check alone. Where a library takes header
 * values or a text body, these are prepared before the measurement, which is to its advantage.
 */
final class Peers {
    private static final long STRIPE_TOLERANCE_SECONDS = 300;

    /** Held here because the log manager holds loggers weakly, and with a logger its level is lost. */
    private static final Logger AM_IK_LOG = Logger.getLogger(WebhookVerifier.class.getName());

    private Peers() {}

    static Supplier<Check> of(String name, SignedSample sample) {
        return switch (name) {
            case "standardwebhooks" -> standardWebhooks(sample);
            case "svix" -> svix(sample);
            case "stripe-java" -> stripe(sample);
            case "slack-app-backend" -> slack(sample);
            case "am.ik" -> () -> amIk(sample);
            default -> throw new IllegalArgumentException("no peer '" + name + "'");
        };
    }

    private static Supplier<Check> standardWebhooks(SignedSample sample) {
        String text = sample.text();
        Map<String, List<String>> headers = sample.headers();
        try {
            var webhook = new com.standardwebhooks.Webhook(sample.signingSecret());
            return () -> blackhole -> {
                try {
                    webhook.verify(text, headers);
                    return true;
                } catch (WebhookVerificationException rejected) {
                    blackhole.consume(rejected);
                    return false;
                }
            };
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Supplier<Check> svix(SignedSample sample) {
        String text = sample.text();
        Map<String, List<String>> headers = sample.headers();
        try {
            var webhook = new com.svix.Webhook(sample.signingSecret());
            return () -> blackhole -> {
                try {
                    webhook.verify(text, headers);
                    return true;
                } catch (com.svix.exceptions.WebhookVerificationException rejected) {
                    blackhole.consume(rejected);
                    return false;
                }
            };
        } catch (com.svix.exceptions.EmptyWebhookSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Supplier<Check> stripe(SignedSample sample) {
        String text = sample.text();
        String header = sample.header("Stripe-Signature");
        String secret = sample.signingSecret();
        return () -> blackhole -> {
            try {
                return Webhook.Signature.verifyHeader(text, header, secret, STRIPE_TOLERANCE_SECONDS);
            } catch (SignatureVerificationException rejected) {
                blackhole.consume(rejected);
                return false;
            }
        };
    }

    private static Supplier<Check> slack(SignedSample sample) {
        String text = sample.text();
        String timestamp = sample.header("X-Slack-Request-Timestamp");
        String signature = sample.header("X-Slack-Signature");
        var verifier = new SlackSignature.Verifier(new SlackSignature.Generator(sample.signingSecret()));
        return () -> blackhole -> verifier.isValid(timestamp, text, signature);
    }

    /** For one thread: it keeps a MAC and does not guard it. It logs rejections with their bodies, which is switched off. */
    private static Check amIk(SignedSample sample) {
        AM_IK_LOG.setLevel(Level.OFF);
        String signature = sample.header("X-Hub-Signature-256");
        byte[] body = sample.body();
        WebhookVerifier verifier = WebhookVerifier.gitHubSha256(sample.signingSecret());
        return blackhole -> {
            try {
                verifier.verify(body, signature);
                return true;
            } catch (WebhookAuthenticationException rejected) {
                blackhole.consume(rejected);
                return false;
            }
        };
    }
}
