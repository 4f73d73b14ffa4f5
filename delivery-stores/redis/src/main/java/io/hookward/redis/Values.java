package io.hookward.redis;

import io.hookward.claim.ClaimToken;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The parts of a value, which the scripts put together and take apart: see {@code look.lua}. */
final class Values {

    /** The owner of a value that a newer version wrote. */
    private static final ClaimToken UNKNOWN = ClaimToken.parse("0".repeat(32));

    private Values() {}

    static byte[] token(ClaimToken token) {
        return HexFormat.of().parseHex(token.text());
    }

    static ClaimToken token(byte[] bytes) {
        return bytes.length == 0 ? UNKNOWN : ClaimToken.parse(HexFormat.of().formatHex(bytes));
    }

    static byte[] fingerprint(long fingerprint) {
        return ByteBuffer.allocate(Long.BYTES).putLong(fingerprint).array();
    }
}
