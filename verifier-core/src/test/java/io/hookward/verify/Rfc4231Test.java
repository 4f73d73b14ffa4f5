package io.hookward.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.Rejection;
import io.hookward.request.RejectionReason;
import io.hookward.scheme.Algorithm;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The known answers of RFC 4231, section 4; the numbers are those of its test cases. */
class Rfc4231Test {
    private static final String TEXT_7 =
            "This is a test using a larger than block-size key and a larger than block-size"
                    + " data. The key needs to be hashed before being used by the HMAC algorithm.";

    private static String key(int testCase) {
        return switch (testCase) {
            case 1 -> "0b".repeat(20);
            case 2 -> text("Jefe");
            case 3 -> "aa".repeat(20);
            case 4 -> "0102030405060708090a0b0c0d0e0f10111213141516171819";
            case 5 -> "0c".repeat(20);
            default -> "aa".repeat(131);
        };
    }

    private static String data(int testCase) {
        return switch (testCase) {
            case 1 -> text("Hi There");
            case 2 -> text("what do ya want for nothing?");
            case 3 -> "dd".repeat(50);
            case 4 -> "cd".repeat(50);
            case 5 -> text("Test With Truncation");
            case 6 -> text("Test Using Larger Than Block-Size Key - Hash Key First");
            default -> text(TEXT_7);
        };
    }

    private static String text(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest(name = "case {1}, {0}")
    @CsvSource(textBlock = """
            HMAC_SHA256, 1, b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7
            HMAC_SHA384, 1, afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6
            HMAC_SHA512, 1, 87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854
            HMAC_SHA256, 2, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843
            HMAC_SHA384, 2, af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649
            HMAC_SHA512, 2, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737
            HMAC_SHA256, 3, 773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe
            HMAC_SHA384, 3, 88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b2a5ab39dc13814b94e3ab6e101a34f27
            HMAC_SHA512, 3, fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb
            HMAC_SHA256, 4, 82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b
            HMAC_SHA384, 4, 3e8a69b7783c25851933ab6290af6ca77a9981480850009cc5577c6e1f573b4e6801dd23c4a7d679ccf8a386c674cffb
            HMAC_SHA512, 4, b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3dba91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd
            HMAC_SHA256, 6, 60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54
            HMAC_SHA384, 6, 4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952
            HMAC_SHA512, 6, 80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598
            HMAC_SHA256, 7, 9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2
            HMAC_SHA384, 7, 6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5a678cc31e799176d3860e6110c46523e
            HMAC_SHA512, 7, e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58
            """)
    @DisplayName("the verifier gives the RFC's answers")
    void agrees(Algorithm algorithm, int testCase, String answer) {
        assertThat(BodyHmac.verify(algorithm, key(testCase), data(testCase), answer)
                        .isAccepted())
                .isTrue();
    }

    @ParameterizedTest(name = "case 5, {0}")
    @CsvSource(textBlock = """
            HMAC_SHA256, a3b6167473100ee06e0c796c2955552b
            HMAC_SHA384, 3abf34c3503b2a23a46efc619baef897
            HMAC_SHA512, 415fad6271580a531d4179bc891d87a6
            """)
    @DisplayName("the RFC's answers cut to 128 bits are refused: nobody shortens a webhook's signature")
    void truncated(Algorithm algorithm, String answer) {
        assertThat(BodyHmac.verify(algorithm, key(5), data(5), answer)
                        .rejected()
                        .map(Rejection::reason))
                .contains(RejectionReason.SIGNATURE_MALFORMED);
    }
}
