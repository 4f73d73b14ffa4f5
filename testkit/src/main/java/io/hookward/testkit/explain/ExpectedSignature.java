package io.hookward.testkit.explain;

import io.hookward.request.WebhookRequest;
import io.hookward.scheme.Algorithm;
import io.hookward.scheme.KeyForm;
import io.hookward.scheme.SignatureScheme;
import io.hookward.scheme.SigningMethod;
import io.hookward.secret.Secret;
import io.hookward.verify.Explanation;
import io.hookward.verify.WebhookVerifier;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature that would have been right for a request. Whoever sees it can forge the request: only for the owner of the
 * secret, who asks for it by name.
 */
public final class ExpectedSignature {
    private ExpectedSignature() {}

    /**
     * The right signature by the first signing method that applies, in the scheme's encoding.
     *
     * @param secret the secret as the provider shows it
     * @return empty if the scheme makes no MAC, the secret is no key for it, or something that is signed is absent
     */
    public static Optional<String> of(SignatureScheme scheme, String secret, WebhookRequest request) {
        try {
            Secret key = Secret.builder(secret).allowShort().build();
            Explanation explanation = WebhookVerifier.builder(scheme)
                    .secrets(key)
                    .acceptAnyAge()
                    .build()
                    .explain(request);
            int chosen = explanation.methods().stream()
                    .filter(Explanation.Method::chosen)
                    .mapToInt(Explanation.Method::variant)
                    .findFirst()
                    .orElse(0);
            SigningMethod method = scheme.methods().get(chosen);
            Algorithm algorithm = method.algorithms().get(0);
            if (algorithm.kind() != Algorithm.Kind.MAC || explanation.content().isEmpty()) {
                return Optional.empty();
            }
            Secret bytes = Secret.builder(key.exposeTo(method.key(), byte[]::clone))
                    .allowShort()
                    .build();
            return Optional.of(method.signature().encodings().get(0).encode(mac(algorithm, explanation, bytes)));
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    /** The MAC of the signed content under a key that is given as bytes. */
    static byte[] mac(Algorithm algorithm, Explanation explanation, Secret secret) {
        return secret.exposeTo(KeyForm.TEXT, key -> {
            try {
                Mac mac = Mac.getInstance(algorithm.jcaName());
                mac.init(new SecretKeySpec(key, algorithm.jcaName()));
                for (Explanation.Piece piece : explanation.content()) {
                    mac.update(piece.bytes());
                }
                return mac.doFinal();
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(missing);
            }
        });
    }
}
