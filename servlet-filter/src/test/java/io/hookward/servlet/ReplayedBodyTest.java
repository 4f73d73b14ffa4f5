package io.hookward.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.UnsupportedEncodingException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The body of a replayed request")
class ReplayedBodyTest {

    private interface Check {
        void check(HttpServletRequest request) throws Exception;
    }

    /** Runs {@code check} in a servlet behind the replaying filter. */
    private static void behindFilter(String contentType, byte[] body, Check check) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>(new AssertionError("not reached"));
        try (TestServer server = new TestServer()
                .around("/*", HandlerServlet::replay)
                .servlet("/*", (request, response) -> {
                    try {
                        check.check(request);
                        failure.set(null);
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                })
                .start()) {
            RawAnswer.post(server.port(), "/", contentType, body);
        }
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }

    private static byte[] allBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }

    @Test
    @DisplayName("comes out of the stream byte for byte, in whatever pieces it is read")
    void stream() throws Exception {
        behindFilter("application/octet-stream", allBytes(), request -> {
            ServletInputStream in = request.getInputStream();
            assertThat(in.isFinished()).isFalse();
            assertThat(in.isReady()).isTrue();
            assertThat(in.available()).isEqualTo(256);
            assertThat(in.read()).isZero();
            assertThat(in.skip(9)).isEqualTo(9);
            assertThat(in.skip(-1)).isZero();
            byte[] some = new byte[20];
            assertThat(in.read(some, 5, 10)).isEqualTo(10);
            assertThat(Arrays.copyOfRange(some, 4, 16)).containsExactly(0, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 0);
            assertThat(in.read(some, 0, 0)).isZero();
            assertThat(in.readLine(new byte[300], 0, 5)).isEqualTo(5);
            assertThat(in.readAllBytes()).endsWith((byte) 0xff);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read(some)).isEqualTo(-1);
            assertThat(in.skip(1)).isZero();
            assertThat(in.available()).isZero();
            assertThat(in.isFinished()).isTrue();
            assertThatThrownBy(() -> in.read(some, 15, 10)).isInstanceOf(IndexOutOfBoundsException.class);
        });
    }

    @Test
    @DisplayName("is finished from the start if it is empty")
    void empty() throws Exception {
        behindFilter("text/plain", new byte[0], request -> {
            assertThat(request.getInputStream().isFinished()).isTrue();
            assertThat(request.getInputStream().read()).isEqualTo(-1);
        });
    }

    @Test
    @DisplayName("is one stream however often it is asked for, and then no reader")
    void streamThenReader() throws Exception {
        behindFilter("text/plain", "abc".getBytes(UTF_8), request -> {
            ServletInputStream in = request.getInputStream();
            assertThat(in.read()).isEqualTo('a');
            assertThat(request.getInputStream()).isSameAs(in);
            assertThatThrownBy(request::getReader).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    @DisplayName("is one reader however often it is asked for, and then no stream")
    void readerThenStream() throws Exception {
        behindFilter("text/plain", "a\r\nb".getBytes(UTF_8), request -> {
            BufferedReader reader = request.getReader();
            assertThat(reader.readLine()).isEqualTo("a");
            assertThat(request.getReader()).isSameAs(reader);
            assertThatThrownBy(request::getInputStream).isInstanceOf(IllegalStateException.class);
            assertThat(reader.readLine()).isEqualTo("b");
            assertThat(reader.readLine()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain;charset=UTF-8,\u00e9",
        "text/plain;charset=ISO-8859-1,\u00c3\u00a9",
        "text/plain,\u00c3\u00a9"
    })
    @DisplayName("is read as text in the declared charset, ISO-8859-1 if there is none")
    void declaredCharset(String type, String expected) throws Exception {
        behindFilter(
                type,
                "\u00e9".getBytes(UTF_8),
                request -> assertThat(request.getReader().readLine()).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain;charset=no-such", "text/plain;charset=%%%"})
    @DisplayName("has no reader in an unknown charset, and still its bytes")
    void unknownCharset(String type) throws Exception {
        behindFilter(type, "abc".getBytes(UTF_8), request -> {
            assertThatThrownBy(request::getReader).isInstanceOf(UnsupportedEncodingException.class);
            assertThat(request.getInputStream().readAllBytes()).containsExactly('a', 'b', 'c');
        });
    }

    @Test
    @DisplayName("is read as text in a charset set before, and not in one set afterwards")
    void setCharset() throws Exception {
        behindFilter("text/plain;charset=UTF-16", "\u00e9".getBytes(ISO_8859_1), request -> {
            assertThatThrownBy(() -> request.setCharacterEncoding("no-such"))
                    .isInstanceOf(UnsupportedEncodingException.class);
            request.setCharacterEncoding("ISO-8859-1");
            assertThat(request.getCharacterEncoding()).isEqualToIgnoringCase("ISO-8859-1");
            BufferedReader reader = request.getReader();
            request.setCharacterEncoding("UTF-8");
            assertThat(request.getCharacterEncoding()).isEqualToIgnoringCase("ISO-8859-1");
            assertThat(reader.readLine()).isEqualTo("\u00e9");
        });
    }

    @Test
    @DisplayName("gives parameters in a charset set before, and not in one set afterwards")
    void setCharsetForParameters() throws Exception {
        behindFilter("application/x-www-form-urlencoded", "a=%E9".getBytes(UTF_8), request -> {
            request.setCharacterEncoding("ISO-8859-1");
            assertThat(request.getParameter("a")).isEqualTo("\u00e9");
            request.setCharacterEncoding("UTF-8");
            assertThat(request.getParameter("a")).isEqualTo("\u00e9");
        });
    }

    @Test
    @DisplayName("is still there after parameters were asked for, and the other way round")
    void parametersAndStream() throws Exception {
        byte[] form = "a=1&b=2".getBytes(UTF_8);
        Check check = request -> {
            assertThat(request.getParameter("a")).isEqualTo("1");
            assertThat(request.getInputStream().readAllBytes()).isEqualTo(form);
            assertThat(request.getParameter("b")).isEqualTo("2");
            assertThat(request.getContentLength()).isEqualTo(7);
            assertThat(request.getContentLengthLong()).isEqualTo(7);
        };
        behindFilter("application/x-www-form-urlencoded", form, check);
    }

    @Test
    @DisplayName("is not changed by a handler that changes a parameter's values")
    void valuesAreCopies() throws Exception {
        behindFilter("application/x-www-form-urlencoded", "a=1".getBytes(UTF_8), request -> {
            request.getParameterValues("a")[0] = "2";
            assertThat(request.getParameter("a")).isEqualTo("1");
            assertThatThrownBy(() -> request.getParameterMap().clear())
                    .isInstanceOf(UnsupportedOperationException.class);
        });
    }
}
