package io.hookward.spring.app.boot4;

import io.hookward.spring.app.MvcSlicePromises;
import org.junit.jupiter.api.DisplayName;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;

@DisplayName("A slice with MockMvc")
@WebMvcTest
class MvcSliceTest extends MvcSlicePromises {}
