package io.hookward.inbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys that the payloads of an inbox are encrypted with, by AES-GCM with a new random nonce each. The first one encrypts, all of
 * them decrypt: to rotate, put a new one before the others, and remove an old one when the payloads that it encrypted have
 * expired. Immutable, safe for use by several threads, and not printable.
 *
 * <p>What people search for is not encrypted: endpoint, tenant, id, event type, sizes, times, and the texts of failures.
 */
public final class PayloadKeys {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, SecretKeySpec> keys;

    private PayloadKeys(Map<String, SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * One key.
     *
     * @param id by which a payload names it: 1 to 64 printable ASCII characters
     * @param key 16, 24 or 32 random bytes; copied
     * @throws IllegalArgumentException if the id or the key has another length
     */
    public static PayloadKeys of(String id, byte[] key) {
        return new PayloadKeys(Map.of()).and(id, key);
    }

    /**
     * These keys and an older one.
     *
     * @throws IllegalArgumentException if the id is there already, or the id or the key has another length than {@link #of} takes
     */
    public PayloadKeys and(String id, byte[] key) {
        if (!id.matches("[\\x21-\\x7E]{1,64}") || keys.containsKey(id)) {
            throw new IllegalArgumentException(
                    "the id of a key has 1 to 64 printable ASCII characters, and is not that of another: " + id);
        }
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw new IllegalArgumentException("the key '" + id + "' must have 16, 24 or 32 bytes, not " + key.length);
        }
        Map<String, SecretKeySpec> all = new LinkedHashMap<>(keys);
        all.put(id, new SecretKeySpec(key, "AES"));
        return new PayloadKeys(all);
    }

    /** The id of the key that encrypts. */
    String current() {
        return keys.keySet().iterator().next();
    }

    /**
     * Encrypts with the current key.
     *
     * @param context what the bytes are for, without which they cannot be decrypted
     */
    byte[] seal(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, current(), nonce, plain, 0, context);
        byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
        return both;
    }

    /** @throws InboxException if the key is not there, or the bytes are not what was encrypted */
    byte[] open(String id, byte[] sealed, String context) {
        if (!keys.containsKey(id)) {
            throw new InboxException("the payload was encrypted with the key '" + ColumnText.of(id, 64)
                    + "', which this inbox was not given");
        }
        if (sealed.length < NONCE_BYTES) {
            throw new InboxException("the payload is not what was encrypted");
        }
        return apply(Cipher.DECRYPT_MODE, id, Arrays.copyOf(sealed, NONCE_BYTES), sealed, NONCE_BYTES, context);
    }

    private byte[] apply(int mode, String id, byte[] nonce, byte[] input, int offset, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, Objects.requireNonNull(keys.get(id)), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, offset, input.length - offset);
        } catch (GeneralSecurityException failed) {
            throw new InboxException("the payload is not what was encrypted", failed);
        }
    }

    /** The ids of the keys. */
    @Override
    public String toString() {
        return "PayloadKeys" + keys.keySet();
    }
}
