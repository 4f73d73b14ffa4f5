package io.hookward.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

@DisplayName("A reactive application that would answer to any path")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("default-security")
@Import(OpenApplication.class)
class ReactivePathsTest {
    @Value("${local.server.port}")
    private int port;

    @Autowired
    private Seen seen;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/shopify/",
                "/webhooks/shopify//",
                "//webhooks/shopify",
                "/webhooks//shopify",
                "/webhooks/./shopify",
                "/webhooks/x/../shopify",
                "/webhooks/x/%2e%2e/shopify",
                "/webhooks/shopify;",
                "/webhooks/shopify;x=1",
                "/webhooks;x=1/shopify",
                "/webhooks/shopify%3bx",
                "/webhooks/%73hopify",
                "/webhooks%2fshopify",
                "/webhooks%252fshopify",
                "/webhooks%5cshopify",
                "/webhooks/shopify%00",
                "/webhooks/shopify%20",
                "/webhooks/shopify.json",
                "/webhooks/shopify.",
                "/webhooks/shopify~",
                "/webhooks/shopify/extra",
                "/webhooks/Shopify",
                "/WEBHOOKS/SHOPIFY"
            })
    @DisplayName("is not reached past the filter by another spelling of an endpoint's path, or below it")
    void disguised(String path) throws Exception {
        assertThat(Wire.status(port, "POST " + path + " HTTP/1.1", "Content-Length: 0"))
                .isIn(400, 404);
        assertThat(seen.lines("past " + path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/shopify2", "/webhooks/shopify-plus", "/webhooks/shop", "/shopify"})
    @DisplayName("gets what nobody could take for an endpoint's")
    void other(String path) throws Exception {
        assertThat(Wire.status(port, "POST " + path + " HTTP/1.1", "Content-Length: 0"))
                .isEqualTo(200);
        assertThat(seen.lines("past " + path)).isNotEmpty();
    }
}
