package io.hookward.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {

    /** From {@code vectors_sip128} in veorq/SipHash: the key is 00 … 0f, and the message 00, 01, 02 and so on. */
    @ParameterizedTest
    @CsvSource({
        "0, a3817f04ba25a8e66df67214c7550293",
        "8, 3b62a9ba6258f5610f83e264f31497b4",
        "16, 6ee2a4ca67b054bbfd3315bf85230577",
        "24, 2db479ae78bd50d8882a8a178a6132ad"
    })
    @DisplayName("the hash is the one that its authors published")
    void publishedVectors(int bytes, String hash) {
        SipHash sip = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        byte[] message = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            message[i] = (byte) i;
        }
        ByteBuffer words = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (words.hasRemaining()) {
            sip.add(words.getLong());
        }
        assertThat(hex(sip)).isEqualTo(hash);
    }

    @Test
    @DisplayName("a text is its UTF-16 code units, four to a word, the last word filled with zeros")
    void texts() {
        SipHash text = new SipHash(1, 2);
        text.add("ab\u00e9\ud83d\u0000z");
        SipHash words = new SipHash(1, 2);
        words.add(0xd83d_00e9_0062_0061L);
        words.add(0x0000_0000_007a_0000L);
        assertThat(hex(text)).isEqualTo(hex(words));
    }

    private static String hex(SipHash hash) {
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(hash.first()).putLong(hash.last());
        return HexFormat.of().formatHex(bytes.array());
    }
}
