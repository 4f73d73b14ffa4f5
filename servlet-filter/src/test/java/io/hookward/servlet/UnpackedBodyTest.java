package io.hookward.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.request.WebhookRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Behind a filter that unpacks bodies and leaves the length as it was")
class UnpackedBodyTest {

    private FilteredServer hooks = new FilteredServer();

    @AfterEach
    void stop() {
        hooks.close();
    }

    /** As people write them. */
    private static void unpack(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!"gzip".equals(request.getHeader("Content-Encoding"))) {
            chain.doFilter(request, response);
            return;
        }
        InputStream plain = new GZIPInputStream(request.getInputStream());
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletInputStream getInputStream() {
                        return new Unpacked(plain);
                    }

                    @Override
                    public Enumeration<String> getHeaders(String name) {
                        return name.equalsIgnoreCase("Content-Encoding")
                                ? Collections.emptyEnumeration()
                                : super.getHeaders(name);
                    }
                },
                response);
    }

    private static final class Unpacked extends ServletInputStream {
        private final InputStream in;

        Unpacked(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static byte[] packed(String body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    private RawAnswer send(String id, String signed, byte[] sent) throws IOException {
        WebhookRequest request = FilteredServer.draft(id, signed).sign();
        List<String> head = FilteredServer.head(
                FilteredServer.PATH, request, "Content-Encoding: gzip", "Content-Length: " + sent.length);
        return RawAnswer.to(hooks.port(), sent, head.toArray(String[]::new));
    }

    private void start() throws Exception {
        hooks.server.around("/*", UnpackedBodyTest::unpack);
        hooks.filter(endpoint -> endpoint, filter -> filter).handler((request, response) -> {
            List<Object> lengths = new ArrayList<>(List.of(
                    request.getContentLength(),
                    request.getContentLengthLong(),
                    request.getIntHeader("content-length"),
                    request.getHeader("Content-Length")));
            lengths.addAll(Collections.list(request.getHeaders("Content-Length")));
            lengths.add(request.getInputStream().readAllBytes().length);
            response.getWriter().print(lengths);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 100, 100_000})
    @DisplayName("a delivery is accepted, and the application sees the length of what was unpacked")
    void unpacked(int size) throws Exception {
        start();
        String body = "x".repeat(size);

        assertThat(send("d1", body, packed(body)).body())
                .isEqualTo(Collections.nCopies(6, size).toString());
    }

    @Test
    @DisplayName("another body than the signed one is refused, shorter or longer")
    void forged() throws Exception {
        start();

        for (String other : List.of("{", "{} ", "x".repeat(1_000))) {
            assertThat(send("d1", "{}", packed(other)).status()).isEqualTo(401);
        }
    }
}
