package io.hookward.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

@DisplayName("The room of an unverified body")
class UnverifiedBodyTest {
    private static final int CAPACITY = 10;

    private final ByteBudget counted = new ByteBudget(CAPACITY);
    private final UnverifiedBody body = new UnverifiedBody(counted, 8);

    private static DataBuffer of(int bytes) {
        return DefaultDataBufferFactory.sharedInstance.wrap(new byte[bytes]);
    }

    private void assertFree(int bytes) {
        assertThat(counted.take(bytes + 1)).isFalse();
        assertThat(counted.take(bytes)).isTrue();
        counted.giveBack(bytes);
    }

    @Test
    @DisplayName("is given back once, however often and by whomever the body is closed")
    void once() {
        body.add(of(6));
        assertFree(4);
        body.abandon();
        body.close();
        body.close();

        assertFree(CAPACITY);
    }

    @Test
    @DisplayName("is kept by whoever judges the body when nobody waits for it any more")
    void judged() {
        body.add(of(6));
        assertThat(body.whole()).hasSize(6);
        body.abandon();
        assertFree(4);
        body.close();

        assertFree(CAPACITY);
    }

    @Test
    @DisplayName("is not taken for a byte too many, nor for what comes after the end")
    void refused() {
        body.add(of(6));
        assertThatExceptionOfType(BodyRejectedException.class).isThrownBy(() -> body.add(of(3)));
        assertFree(4);
        body.close();
        assertThatExceptionOfType(BodyRejectedException.class).isThrownBy(() -> body.add(of(1)));

        assertFree(CAPACITY);
    }
}
