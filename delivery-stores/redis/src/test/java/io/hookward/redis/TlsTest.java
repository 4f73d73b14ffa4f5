package io.hookward.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hookward.claim.DeliveryStoreException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SslOptions;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks TLS, with a certificate of its own making. */
class TlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "rediss:// refuses a certificate that nobody vouches for, unless told to trust any; a client brings its own authorities")
    void certificates() throws Exception {
        Path store = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "30",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Path key =
                pem("PRIVATE KEY", keys.getKey("redis", PASSWORD.toCharArray()).getEncoded());
        Path certificate = pem("CERTIFICATE", keys.getCertificate("redis").getEncoded());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("redis", keys.getCertificate("redis"));
        File trust = directory.resolve("trust.p12").toFile();
        try (var out = Files.newOutputStream(trust.toPath())) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        int port = RedisProcess.freePort();
        String url = "rediss://127.0.0.1:" + port;
        try (RedisProcess server = RedisProcess.start(
                Servers.redis7(),
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-auth-clients",
                "no")) {
            try (RedisDeliveryStore suspicious =
                    RedisDeliveryStore.builder().url(url).build()) {
                assertThatExceptionOfType(DeliveryStoreException.class).isThrownBy(suspicious::ping);
            }
            try (RedisDeliveryStore trusting =
                    RedisDeliveryStore.builder().url(url + "?verifyPeer=NONE").build()) {
                Claims.finish(trusting, Claims.newKey());
            }
            RedisClient client = RedisClient.create(url);
            client.setOptions(ClientOptions.builder()
                    .sslOptions(SslOptions.builder()
                            .jdkSslProvider()
                            .truststore(trust, PASSWORD)
                            .build())
                    .build());
            try (RedisDeliveryStore informed =
                    RedisDeliveryStore.builder().client(client).build()) {
                Claims.finish(informed, Claims.newKey());
            } finally {
                client.shutdown();
            }
            assertThat(server.admin().dbsize()).isEqualTo(2);
        }
    }

    private Path pem(String type, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return Files.writeString(
                directory.resolve(type.replace(' ', '-') + ".pem"),
                "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }
}
