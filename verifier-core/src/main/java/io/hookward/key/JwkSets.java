package io.hookward.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import io.hookward.scheme.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/** Reads sets of JSON Web Keys (RFC 7517) with Nimbus JOSE, which is only needed, and only loaded, for them. */
final class JwkSets {
    /** Each key may cost a verification. */
    private static final int MOST_KEYS = 16;

    private JwkSets() {}

    /**
     * The public keys of a set, or of a single key.
     *
     * @throws IllegalArgumentException if it is none, or has more keys than any provider has in use
     */
    public static List<PublicKey> read(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        List<PublicKey> keys = new ArrayList<>();
        try {
            List<JWK> all = text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text));
            for (JWK key : all) {
                if (key instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)) {
                    // Nimbus itself leaves the making of these keys to another library.
                    keys.addAll(PublicKeys.read(Algorithm.ED25519, pair.getX().decode()));
                } else if (key instanceof AsymmetricJWK asymmetric) {
                    keys.add(asymmetric.toPublicKey());
                }
            }
        } catch (ParseException | JOSEException malformed) {
            throw new IllegalArgumentException("the secret is no set of JSON Web Keys");
        }
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("the set has more than " + MOST_KEYS + " keys");
        }
        return keys;
    }
}
