package io.hookward.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.path.PathMatch;
import io.hookward.path.PathTable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a Jetty that lets every spelling through, as a lax container or a handler of one's own might. */
@DisplayName("A path")
class ServletPathTest {

    private static final PathTable<String> TABLE = new PathTable<>();
    private static final TestServer SERVER = new TestServer();

    @BeforeAll
    static void start() throws Exception {
        TABLE.add("/webhooks/github", "github");
        TABLE.add("/webhooks/Stripe-v1.2", "stripe");
        SERVER.contextPath("/app").lax().servlet("/*", ServletPathTest::print).start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static void print(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().write(match(ServletPath.of(request)));
    }

    private static String match(ServletPath path) {
        PathMatch<String> match = TABLE.match(path.context(), path.raw(), path.decoded());
        return match == null ? "other" : (match.isExact() ? "exactly " : "like ") + match.endpoint();
    }

    private static String ask(String path) throws IOException {
        RawAnswer answer = RawAnswer.to(SERVER.port(), new byte[0], "GET " + path + " HTTP/1.1");
        return answer.status() == 200 ? answer.body() : "refused by Jetty";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/webhooks/github",
                "/app/webhooks/github?x=1",
                "/app/webhooks/github?",
                "http://localhost/app/webhooks/github"
            })
    @DisplayName("as configured is the endpoint's")
    void exact(String path) throws IOException {
        assertThat(ask(path)).isEqualTo("exactly github");
    }

    @Test
    @DisplayName("as configured is the endpoint's, upper-case letters and dots included")
    void exactWithOddCharacters() throws IOException {
        assertThat(ask("/app/webhooks/Stripe-v1.2")).isEqualTo("exactly stripe");
        assertThat(ask("/app/webhooks/stripe-v1.2")).isEqualTo("like stripe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/webhooks/github/",
                "/app/webhooks/github//",
                "/app//webhooks/github",
                "/app/webhooks//github",
                "//app/webhooks/github",
                "/app/./webhooks/github",
                "/app/webhooks/./github",
                "/app/webhooks/github/.",
                "/app/webhooks/x/../github",
                "/app/webhooks/github/..",
                "/app/webhooks/github/../github",
                "/app/x/..;/webhooks/github",
                "/app/webhooks/..;/webhooks/github",
                "/app/webhooks/github/..;/x",
                "/app/webhooks/github;",
                "/app/webhooks/github;x",
                "/app/webhooks/github;jsessionid=1",
                "/app/webhooks;x=y/github",
                "/app/;x/webhooks/github",
                "/app;x/webhooks/github",
                "/app/webhooks/github/;jsessionid=1",
                "/app/webhooks/github%3bx",
                "/app/webhooks/githu%62",
                "/app/webhooks/%67ithub",
                "/app/%77ebhooks/github",
                "/%61pp/webhooks/github",
                "/app/webhooks%2fgithub",
                "/app/webhooks%2Fgithub",
                "/app%2fwebhooks/github",
                "/app/webhooks/%2e/github",
                "/app/webhooks/x/%2e%2e/github",
                "/app/webhooks/x/%2E./github",
                "/app/webhooks/%252e/github",
                "/app/webhooks%252fgithub",
                "/app/webhooks%5cgithub",
                "/app/webhooks\\github",
                "/app/webhooks/github%00",
                "/app/webhooks/github%00.json",
                "/app/webhooks/github%0a",
                "/app/webhooks/github%20",
                "/app/webhooks/github%09",
                "/app/webhooks/github.",
                "/app/webhooks/github.json",
                "/app/webhooks/github~",
                "/app/webhooks/github+",
                "/app/webhooks/github,x",
                "/app/webhooks/github/extra",
                "/app/webhooks/github:80",
                "/app/webhooks/GitHub",
                "/app/WEBHOOKS/GITHUB",
                "/app/webhooks/github%c3%a9"
            })
    @DisplayName("that somebody could take for an endpoint's is never none of the filter's business")
    void disguised(String path) throws IOException {
        assertThat(ask(path)).isIn("like github", "refused by Jetty");
    }

    @Test
    @DisplayName("that the container takes for an endpoint's is not another one, whatever was sent")
    void rewritten() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        try (TestServer server = new TestServer()
                .servlet("/*", (request, response) -> {
                    HttpServletRequest rewritten = new HttpServletRequestWrapper(request) {
                        @Override
                        public String getRequestURI() {
                            return "/elsewhere";
                        }
                    };
                    seen.set(match(ServletPath.of(rewritten)));
                })
                .start()) {
            RawAnswer.to(server.port(), new byte[0], "GET /webhooks/github HTTP/1.1");
        }
        assertThat(seen).hasValue("like github");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/",
                "/app/webhooks",
                "/app/webhooks/",
                "/app/webhooks/gitlab",
                "/app/webhooks/github2",
                "/app/webhooks/github-enterprise",
                "/app/webhooks/github_old",
                "/app/webhooks/githu",
                "/app/github",
                "/app/app/webhooks/github",
                "/app/webhooks/x/github",
                "/app/webhooks?path=/webhooks/github",
                "/app/other/%2e%2e/webhooks"
            })
    @DisplayName("that nobody could take for an endpoint's is none of the filter's business")
    void other(String path) throws IOException {
        assertThat(ask(path)).isEqualTo("other");
    }
}
