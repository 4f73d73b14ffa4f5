package io.hookward.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A table of paths")
class PathTableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "hook", "/hook/", "//hook", "/a//b", "/a/./b", "/a/../b", "/a b", "/a%20b", "/a;b", "/\u00e9",
                "/a?b", "/*"
            })
    @DisplayName("refuses a path that has more than one spelling")
    void unusable(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PathTable<String>().add(path, ""))
                .withMessageContaining("'" + path + "'");
    }

    @Test
    @DisplayName("refuses a path that differs from another one only in case")
    void twins() {
        PathTable<String> table = new PathTable<>();
        table.add("/hook", "one");
        assertThatIllegalArgumentException().isThrownBy(() -> table.add("/Hook", "two"));
    }

    @Test
    @DisplayName("knows an endpoint only if both the raw and the decoded path are spelled as configured")
    void exact() {
        PathTable<String> table = new PathTable<>();
        table.add("/hook", "one");

        assertThat(table.exact(new RequestPath("/app", "/app/hook", "/hook"))).isEqualTo("one");
        assertThat(table.exact(new RequestPath("/app", "/app/%68ook", "/hook"))).isNull();
        assertThat(table.exact(new RequestPath("/app", "/elsewhere", "/hook"))).isNull();
        assertThat(table.exact(new RequestPath("/app", "/app/hook", "/other"))).isNull();
    }

    @Test
    @DisplayName("takes a path for disguised if either of its readings could be an endpoint's")
    void disguised() {
        PathTable<String> table = new PathTable<>();
        table.add("/hook", "one");

        assertThat(table.disguised(new RequestPath("", "/hook.json", "/hook.json")))
                .isEqualTo("one");
        assertThat(table.disguised(new RequestPath("", "/elsewhere", "/HOOK/x")))
                .isEqualTo("one");
        assertThat(table.disguised(new RequestPath("", "/hook;x", "/elsewhere")))
                .isEqualTo("one");
        assertThat(table.disguised(new RequestPath("", "/hook2", "/hook2"))).isNull();
    }
}
