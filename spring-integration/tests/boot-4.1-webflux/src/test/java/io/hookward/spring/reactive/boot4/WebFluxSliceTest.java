package io.hookward.spring.reactive.boot4;

import io.hookward.spring.reactive.WebFluxSlicePromises;
import org.junit.jupiter.api.DisplayName;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;

@DisplayName("A slice with WebTestClient")
@WebFluxTest
class WebFluxSliceTest extends WebFluxSlicePromises {}
