package io.hookward.spring.app.boot3;

import io.hookward.spring.app.MvcSlicePromises;
import org.junit.jupiter.api.DisplayName;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;

@DisplayName("A slice with MockMvc")
@WebMvcTest
class MvcSliceTest extends MvcSlicePromises {}
