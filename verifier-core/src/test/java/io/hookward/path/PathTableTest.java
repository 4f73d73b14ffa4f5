package io.hookward.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A table of paths")
class PathTableTest {

    private static PathTable<String> table(String... paths) {
        PathTable<String> table = new PathTable<>();
        for (String path : paths) {
            table.add(path, path);
        }
        return table;
    }

    private static String seen(PathTable<String> table, String context, String raw, String decoded) {
        PathMatch<String> match = table.match(context, raw, decoded);
        return match == null ? "other" : (match.isExact() ? "exactly " : "like ") + match.endpoint();
    }

    private static String seen(PathTable<String> table, String path) {
        return seen(table, "", path, path);
    }

    @ParameterizedTest
    @CsvSource({
        "/hook, /Hook",
        "/hook, /hook/",
        "/a/{x}, /a/{y}",
        "/a/{x}/b, /a/{y}/B/",
        "/a/{x}/c, /a/b/{y}",
        "/{x}/b, /a/{y}",
        "/a/{x}/c, /{y}/b/c.json"
    })
    @DisplayName("refuses a path that could be taken for another one, neither being more specific")
    void twins(String one, String two) {
        for (String[] order : new String[][] {{one, two}, {two, one}}) {
            PathTable<String> table = table(order[0]);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.add(order[1], ""))
                    .withMessageContaining("'" + order[0] + "' and '" + order[1] + "' could be taken for each other");
        }
    }

    @Test
    @DisplayName("takes paths that no request could be taken for both of, or of which one is more specific")
    void neighbours() {
        PathTable<String> table =
                table("/a/{x}/c", "/a/b/c", "/a/{x}/c.json", "/a.b/q/{y}", "/a/{x}", "/{x}/b/d", "/a/");
        assertThat(seen(table, "/a/b/c")).isEqualTo("exactly /a/b/c");
        assertThat(seen(table, "/a/b/c.json")).isEqualTo("like /a/b/c");
        assertThat(seen(table, "/a/x/c.json")).isEqualTo("exactly /a/{x}/c.json");
        assertThat(seen(table, "/a.b/q/c")).isEqualTo("exactly /a.b/q/{y}");
        assertThat(seen(table, "/c/b/d")).isEqualTo("exactly /{x}/b/d");
        assertThat(seen(table, "/a/b/d")).isEqualTo("like /a/{x}");
        assertThat(seen(table, "/a/b/e")).isEqualTo("like /a/{x}");
    }

    @Test
    @DisplayName("checks a path without adding it, and does not add what cannot be one")
    void unusable() {
        PathTable.check("/a/{x}/");
        assertThatIllegalArgumentException().isThrownBy(() -> PathTable.check("/a/*"));
        assertThatIllegalArgumentException().isThrownBy(() -> table("/a/*"));
    }

    @Test
    @DisplayName("knows an endpoint only if both the raw and the decoded path are spelled as configured")
    void exact() {
        PathTable<String> table = table("/hook");

        assertThat(seen(table, "/app", "/app/hook", "/hook")).isEqualTo("exactly /hook");
        assertThat(seen(table, "/app", "/app/%68ook", "/hook")).isEqualTo("like /hook");
        assertThat(seen(table, "/app", "/elsewhere", "/hook")).isEqualTo("like /hook");
        assertThat(seen(table, "/app", "/app/hook", "/other")).isEqualTo("like /hook");
        assertThat(seen(table, "/app", "/app/other", "/hook")).isEqualTo("like /hook");
        assertThat(seen(table, "/app", "/apq/hook", "/hook")).isEqualTo("like /hook");
        assertThat(seen(table, "/app;x", "/app;x/hook", "/hook")).isEqualTo("exactly /hook");
        assertThat(seen(table, "/app", "/hook", "/other")).isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hook.json",
                "/hook~",
                "/hook/a",
                "/HOOK",
                "/hook/",
                "//hook",
                "/hook;x",
                "/x/../hook",
                "/hook\u00e9"
            })
    @DisplayName("takes a path for disguised if it could be read as an endpoint's or one below")
    void disguised(String path) {
        PathTable<String> table = table("/hook");
        assertThat(seen(table, path)).isEqualTo("like /hook");
        assertThat(seen(table, "", "/elsewhere", path)).isEqualTo("like /hook");
        assertThat(seen(table, "", path, "/elsewhere")).isEqualTo("like /hook");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "*",
                "hoo",
                "/hook2",
                "/hookX",
                "/hook-a",
                "/hook_a",
                "/a/hook",
                "/hoo/k",
                "/hoo%6B2",
                "/app"
            })
    @DisplayName("has no answer for a path that nobody could read so")
    void other(String path) {
        assertThat(seen(table("/hook"), path)).isEqualTo("other");
        assertThat(seen(table("/hook"), "/app", "/app" + path, path)).isEqualTo("other");
    }

    @Test
    @DisplayName("lets a slash at the end be part of an endpoint's path")
    void slashAtTheEnd() {
        assertThat(seen(table("/hook/"), "/hook/")).isEqualTo("exactly /hook/");
        assertThat(seen(table("/hook/"), "/hook")).isEqualTo("like /hook/");
        assertThat(seen(table("/hook/"), "/hook//")).isEqualTo("like /hook/");
        assertThat(seen(table("/hook/"), "/hook/a")).isEqualTo("like /hook/");
        assertThat(seen(table("/hook"), "/hook/")).isEqualTo("like /hook");
    }

    @Test
    @DisplayName("prefers the exact path, then the nearest owner, whatever the order in which they were added")
    void nested() {
        for (PathTable<String> table : new PathTable[] {
            table("/a", "/a/b", "/a.json"), table("/a.json", "/a/b", "/a"), table("/a/b", "/a", "/a.json")
        }) {
            assertThat(seen(table, "/a")).isEqualTo("exactly /a");
            assertThat(seen(table, "/a/b")).isEqualTo("exactly /a/b");
            assertThat(seen(table, "/a.json")).isEqualTo("exactly /a.json");
            assertThat(seen(table, "/a/b/c")).isEqualTo("like /a/b");
            assertThat(seen(table, "/a/b;c")).isEqualTo("like /a/b");
            assertThat(seen(table, "/a/c")).isEqualTo("like /a");
            assertThat(seen(table, "/a.json/")).isEqualTo("like /a.json");
            assertThat(seen(table, "/a.xml")).isEqualTo("like /a");
        }
    }

    @Test
    @DisplayName("allocates nothing for a plain path that is another's or exactly an endpoint's")
    void allocation() throws ReflectiveOperationException {
        PathTable<String> table = table("/webhooks/github", "/webhooks/{tenant}/stripe", "/webhooks/slack/");
        String[] paths = {"/api/orders/12345/items", "/webhooks", "/webhooks/acme/other", "/webhooks/github", "/"};
        String[] inContext = new String[paths.length];
        for (int i = 0; i < paths.length; i++) {
            inContext[i] = "/app" + paths[i];
        }
        int matched = 0;
        long before = allocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            int at = i % paths.length;
            matched += table.match("", paths[at], paths[at]) == null ? 0 : 1;
            matched += table.match("/app", inContext[at], paths[at]) == null ? 0 : 1;
        }
        long bytes = allocatedBytes() - before;
        assertThat(matched).isEqualTo(8_000);
        assertThat(bytes).isLessThan(40_000);
    }

    /** By this thread so far. Reflective, because the module of the core does not read the one that knows. */
    private static long allocatedBytes() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        return (long) Class.forName("com.sun.management.ThreadMXBean")
                .getMethod("getCurrentThreadAllocatedBytes")
                .invoke(threads);
    }
}
