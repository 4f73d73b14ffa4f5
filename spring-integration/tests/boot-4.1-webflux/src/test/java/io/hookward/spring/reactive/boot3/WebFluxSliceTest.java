package io.hookward.spring.reactive.boot3;

import io.hookward.spring.reactive.WebFluxSlicePromises;
import org.junit.jupiter.api.DisplayName;
import org.springframework.boot.test.autoconfigure.web.reactive.WebFluxTest;

@DisplayName("A slice with WebTestClient")
@WebFluxTest
class WebFluxSliceTest extends WebFluxSlicePromises {}
