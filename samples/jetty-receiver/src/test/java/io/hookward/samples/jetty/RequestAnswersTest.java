package io.hookward.samples.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.testkit.TestDelivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered, and reported, depending on method, path, transport, size and coding of a signed request. */
class RequestAnswersTest {
    private static final String PLAIN = "/special/plain";

    private ControlledReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = new ControlledReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    @DisplayName("another method than POST is answered 405 with the allowed one")
    void methods(String method) throws Exception {
        assertThat(receiver.send(PLAIN, delivery().method(method).valid()))
                .isEqualTo("405 allow POST, method_not_allowed");
    }

    @Test
    @DisplayName(
            "a body over the limit is answered 413, whether its size is declared or not; a smaller one in chunks is fine")
    void sizes() throws Exception {
        TestDelivery large = delivery().field("/data/filler", "x".repeat(SpecialEndpoints.SMALL));

        assertThat(receiver.send("/special/small", large.valid())).isEqualTo("413 body_too_large");
        assertThat(receiver.send(receiver.to("/special/small").chunked(), large.valid()))
                .isEqualTo("413 body_too_large");
        assertThat(receiver.send(
                        receiver.to("/special/small").chunked(), delivery().valid()))
                .isEqualTo("200 by application");
    }

    @Test
    @DisplayName("a compressed body is answered 415, except at an endpoint that accepts it")
    void codings() throws Exception {
        TestDelivery compressed =
                delivery().body(gzip("{\"type\":\"batch-request\"}")).header("Content-Encoding", "gzip");

        assertThat(receiver.send(PLAIN, compressed.valid())).isEqualTo("415 body_compressed");
        assertThat(receiver.send("/special/compressed", compressed.valid())).isEqualTo("200 by application");
    }

    @Test
    @DisplayName("a body that another filter has read is answered 500")
    void readEarly() throws Exception {
        assertThat(receiver.send("/special/read-early", delivery().valid())).isEqualTo("500 body_already_read");
    }

    @Test
    @DisplayName("a transport or an address that the endpoint does not admit is answered 403")
    void access() throws Exception {
        assertThat(receiver.send("/special/https-only", delivery().valid())).isEqualTo("403 insecure_transport");
        assertThat(receiver.send("/special/from-elsewhere", delivery().valid())).isEqualTo("403 address_not_allowed");
    }

    @Test
    @DisplayName("another spelling of the path is answered 404, or 400 where Jetty itself refuses it")
    void spellings() throws Exception {
        assertThat(receiver.send("/special/plain/", delivery().valid())).isEqualTo("404 path_ambiguous");
        assertThat(receiver.send("/special/plain;x=1", delivery().valid())).isEqualTo("404 path_ambiguous");
        assertThat(receiver.send("/special/%70lain", delivery().valid())).isEqualTo("404 path_ambiguous");
        assertThat(receiver.send("//special/plain", delivery().valid())).isEqualTo("400");
    }

    private TestDelivery delivery() {
        return receiver.delivery();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
