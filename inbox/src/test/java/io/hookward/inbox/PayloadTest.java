package io.hookward.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hookward.request.DeliveryRecord;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A payload")
class PayloadTest {
    private static final PayloadKeys KEYS = PayloadKeys.of("k1", new byte[32]);
    private static final DeliveryRecord RECORD = Records.of("github", "acme", "d-1");

    @Test
    @DisplayName("that was encrypted is refused if one bit of it was changed, or head and body were swapped")
    void tampered() {
        Payload sealed = Payload.of(RECORD, KEYS);
        assertThat(sealed.read(KEYS)).isEqualTo(RECORD);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            byte[] body = sealed.body().clone();
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatExceptionOfType(InboxException.class)
                    .isThrownBy(() -> new Payload("k1", sealed.head(), body).read(KEYS));
        }
        assertThatExceptionOfType(InboxException.class)
                .isThrownBy(() -> new Payload("k1", sealed.body(), sealed.head()).read(KEYS));
        assertThatExceptionOfType(InboxException.class)
                .isThrownBy(() -> new Payload("k1", sealed.head(), new byte[3]).read(KEYS));
        assertThatExceptionOfType(InboxException.class)
                .isThrownBy(() -> new Payload("k2", sealed.head(), sealed.body()).read(KEYS))
                .withMessageContaining("k2");
    }

    @Test
    @DisplayName("is encrypted differently each time")
    void nonce() {
        assertThat(Payload.of(RECORD, KEYS).body())
                .isNotEqualTo(Payload.of(RECORD, KEYS).body());
    }

    @Test
    @DisplayName("of another version with more fields is read, and garbage is told without its text")
    void versions() {
        byte[] newer = ("{\"version\":2,\"more\":{\"x\":[1]},\"endpoint\":\"e\",\"provider\":\"p\",\"method\":\"POST\","
                        + "\"receivedAt\":\"2026-03-01T12:00:00Z\"}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(new Payload(null, newer, new byte[1]).read(null).provider()).isEqualTo("p");
        for (String garbage : new String[] {"", "{", "[]", "null", "{\"endpoint\":\"card 4711\"", "{\"endpoint\":7}"}) {
            assertThatExceptionOfType(InboxException.class)
                    .isThrownBy(
                            () -> new Payload(null, garbage.getBytes(StandardCharsets.UTF_8), new byte[0]).read(null))
                    .withMessageNotContaining("4711")
                    .withNoCause();
        }
    }

    @Test
    @DisplayName("and its keys print nothing of what they hold, and keys of another length are refused")
    void unprintable() {
        assertThat(Payload.of(RECORD, null).toString()).doesNotContain("acme");
        assertThat(KEYS.and("k0", new byte[16]).toString()).isEqualTo("PayloadKeys[k1, k0]");
        assertThatIllegalArgumentException().isThrownBy(() -> PayloadKeys.of("k", new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> PayloadKeys.of("", new byte[32]));
        assertThatIllegalArgumentException().isThrownBy(() -> KEYS.and("k1", new byte[32]));
    }

    @Test
    @DisplayName("texts are cut between two characters, and cleaned of what a column cannot hold")
    void columns() {
        assertThat(ColumnText.of("abc", 3)).isEqualTo("abc");
        assertThat(ColumnText.of("abcd", 3)).isEqualTo("ab…");
        assertThat(ColumnText.of("a\ud83d\ude00b", 3)).isEqualTo("a…");
        assertThat(ColumnText.of("\ud83d\ude00".repeat(200), 200)).hasSize(199).endsWith("\ud83d\ude00…");
        assertThat(ColumnText.of("\u0000\ud800x\ude00", 10)).isEqualTo("\ufffd\ufffdx\ufffd");
    }
}
