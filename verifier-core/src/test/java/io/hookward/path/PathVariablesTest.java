package io.hookward.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A variable of a path")
class PathVariablesTest {

    private static PathTable<String> table(String... paths) {
        PathTable<String> table = new PathTable<>();
        for (String path : paths) {
            table.add(path, path);
        }
        return table;
    }

    private static String seen(PathTable<String> table, String raw, String decoded) {
        PathMatch<String> match = table.match("/app", "/app" + raw, decoded);
        return match == null
                ? "other"
                : (match.isExact() ? "exactly " : "like ") + match.endpoint() + " " + match.variable("tenant");
    }

    private static String seen(PathTable<String> table, String path) {
        return seen(table, path, path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "A", "0", "a.b", "...", "-", "_~", ".hidden", "x..", "Main"})
    @DisplayName("has the segment as its value")
    void value(String value) {
        PathTable<String> table = table("/webhooks/{tenant}/stripe", "/in/{tenant}", "/{tenant}/in/square/");
        assertThat(seen(table, "/webhooks/" + value + "/stripe"))
                .isEqualTo("exactly /webhooks/{tenant}/stripe " + value);
        assertThat(seen(table, "/in/" + value)).isEqualTo("exactly /in/{tenant} " + value);
        assertThat(seen(table, "/" + value + "/in/square/")).isEqualTo("exactly /{tenant}/in/square/ " + value);
    }

    @Test
    @DisplayName("has a value of at most 100 characters")
    void length() {
        PathTable<String> table = table("/webhooks/{tenant}/stripe");
        assertThat(seen(table, "/webhooks/" + "x".repeat(100) + "/stripe")).startsWith("exactly ");
        assertThat(seen(table, "/webhooks/" + "x".repeat(101) + "/stripe"))
                .isEqualTo("like /webhooks/{tenant}/stripe null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "%2e",
                "%2E%2e",
                "%61",
                "a%2Fb",
                "a%252fb",
                "a%5Cb",
                "a\\b",
                "%2F",
                "\\",
                " ",
                "%20",
                "%00",
                "%09",
                "a b",
                "a;b",
                ";b",
                "a;x%2Fy",
                "\u00e9",
                "%C3%A9",
                "a+b",
                "a:b",
                "a@b",
                "(a)",
                "%",
                "a%2Fb%2Fc",
                "%2e%2e%2fb",
                "{tenant}",
                "*"
            })
    @DisplayName("with any other value is disguised, in the raw path and in the decoded one")
    void otherValue(String value) {
        PathTable<String> table = table("/webhooks/{tenant}/stripe");
        String path = "/webhooks/" + value + "/stripe";
        assertThat(seen(table, path)).isEqualTo("like /webhooks/{tenant}/stripe null");
        assertThat(seen(table, path, "/webhooks/acme/stripe")).isEqualTo("like /webhooks/{tenant}/stripe null");
        assertThat(seen(table, path + "/below")).isEqualTo("like /webhooks/{tenant}/stripe null");
        PathMatch<String> last = table("/{x}/{tenant}").match("", "/a/" + value + "/", "/b");
        assertThat(last == null || last.isExact()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/acme/stripe/", "/webhooks/acme/stripe/x", "/webhooks/acme/stripe.json",
                        "/webhooks/acme/Stripe", "/Webhooks/acme/stripe",
                "//webhooks/acme/stripe", "/webhooks//acme/stripe", "/webhooks/./acme/stripe",
                        "/x/../webhooks/acme/stripe", "/webhooks/a/b/../stripe",
                "/webhooks%2facme/stripe", "/webhooks/acme%2fstripe", "/webhooks/acme\\stripe",
                        "/webhooks/acme/stripe;x", "/%77ebhooks/acme/stripe"
            })
    @DisplayName("does not save a path that is spelled otherwise, or lies below, from being disguised")
    void disguised(String path) {
        PathTable<String> table = table("/webhooks/{tenant}/stripe");
        assertThat(seen(table, path)).isEqualTo("like /webhooks/{tenant}/stripe null");
        assertThat(seen(table, path, "/other")).isEqualTo("like /webhooks/{tenant}/stripe null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks",
                "/webhooks/",
                "/webhooks/acme",
                "/webhooks/acme/",
                "/webhooks/stripe",
                "/webhooks/acme/stripe2",
                "/webhooks/a/b/stripe",
                "/webhooks/a/b/stripe;x",
                "/webhooks/a/%62/stripe",
                "/webhooks/%20acme",
                "/webhooks/acme/x/stripe",
                "/acme/stripe",
                "/x/webhooks/acme/stripe"
            })
    @DisplayName("is one segment, so that a path with more or fewer is none of its endpoint's")
    void other(String path) {
        assertThat(seen(table("/webhooks/{tenant}/stripe"), path)).isEqualTo("other");
    }

    @Test
    @DisplayName("at the end of a path is not there before a slash at the end")
    void last() {
        PathTable<String> table = table("/in/{tenant}");
        assertThat(seen(table, "/in/")).isEqualTo("other");
        assertThat(seen(table, "/in")).isEqualTo("other");
        assertThat(seen(table, "/in/acme/")).isEqualTo("like /in/{tenant} null");
        assertThat(seen(table, "/in/acme/x")).isEqualTo("like /in/{tenant} null");
        assertThat(seen(table, "/in//")).isEqualTo("like /in/{tenant} null");
        assertThat(seen(table, "/in/;x")).isEqualTo("like /in/{tenant} null");
    }

    @Test
    @DisplayName("never takes a value that could be read as the name another endpoint has in its place")
    void namesFirst() {
        for (PathTable<String> table : List.of(
                table("/hooks/main/stripe", "/hooks/{tenant}/stripe", "/hooks/plain", "/hooks/{tenant}"),
                table("/hooks/{tenant}", "/hooks/plain", "/hooks/{tenant}/stripe", "/hooks/main/stripe"))) {
            assertThat(seen(table, "/hooks/main/stripe")).isEqualTo("exactly /hooks/main/stripe null");
            assertThat(seen(table, "/hooks/Main/stripe")).isEqualTo("like /hooks/main/stripe null");
            assertThat(seen(table, "/hooks/main/stripe/x")).isEqualTo("like /hooks/main/stripe null");
            assertThat(seen(table, "/hooks/main2/stripe")).isEqualTo("exactly /hooks/{tenant}/stripe main2");
            assertThat(seen(table, "/hooks/plain")).isEqualTo("exactly /hooks/plain null");
            assertThat(seen(table, "/hooks/PLAIN")).isEqualTo("like /hooks/plain null");
            assertThat(seen(table, "/hooks/plain.json")).isEqualTo("like /hooks/plain null");
            assertThat(seen(table, "/hooks/plain/stripe")).isEqualTo("like /hooks/plain null");
            assertThat(seen(table, "/hooks/plain-2")).isEqualTo("exactly /hooks/{tenant} plain-2");
            assertThat(seen(table, "/hooks/main")).isEqualTo("exactly /hooks/{tenant} main");
            assertThat(seen(table, "/hooks/main/other")).isEqualTo("like /hooks/{tenant} null");
        }
    }

    @Test
    @DisplayName("has its value under its own name only")
    void names() {
        PathMatch<String> match = table("/{a}/x/{b}").match("", "/1/x/2", "/1/x/2");
        assertThat(match).isNotNull();
        assertThat(match.variable("a")).isEqualTo("1");
        assertThat(match.variable("b")).isEqualTo("2");
        assertThat(match.variable("x")).isNull();
        assertThat(match.variable("A")).isNull();
    }

    @Test
    @DisplayName("keeps a path disguised however its spelling is varied")
    void variations() {
        PathTable<String> table = table("/webhooks/{tenant}/stripe", "/other/{tenant}");
        Random random = new Random(9);
        List<String> exact = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            String path = varied(random, "/webhooks") + varied(random, "/acme-1") + varied(random, "/stripe");
            path += random.nextInt(3) == 0
                    ? List.of("/", ".json", "/x", "%20", ";x").get(random.nextInt(5))
                    : "";
            PathMatch<String> match = table.match("", path, random.nextBoolean() ? path : "/decoded");
            assertThat(match).as(path).isNotNull();
            if (match.isExact()) {
                exact.add(path);
            }
        }
        assertThat(exact).isNotEmpty().containsOnly("/webhooks/acme-1/stripe");
    }

    private static String varied(Random random, String segment) {
        StringBuilder varied = new StringBuilder();
        for (char c : segment.toCharArray()) {
            varied.append(
                    switch (random.nextInt(30)) {
                        case 0 -> "%" + HexFormat.of().toHexDigits((byte) c);
                        case 1 -> "%25" + HexFormat.of().withUpperCase().toHexDigits((byte) c);
                        case 2 -> c == '/' ? "\\" : String.valueOf(c);
                        case 3 ->
                            c == '/'
                                    ? List.of("//", "/./", "/x/../", "/;y/", "/%2e/")
                                            .get(random.nextInt(5))
                                    : c + "%00";
                        default -> String.valueOf(c);
                    });
        }
        return varied + (random.nextInt(10) == 0 ? ";x=1" : "");
    }
}
