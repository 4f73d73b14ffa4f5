package io.hookward.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.PrintWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer that is kept")
class DelayedResponseTest {

    private static final String LONG = "x".repeat(DelayedResponse.MAX_HELD);

    private final TestServer server = new TestServer();
    private boolean committedBefore;
    private volatile IOException failure;

    @AfterEach
    void stop() {
        server.close();
    }

    /** What comes of {@code handler} if its answer is let go when it has returned, and somebody outside then adds a word. */
    private RawAnswer answer(TestServer.Handler handler) throws Exception {
        server.around("/*", (request, response, chain) -> {
                    DelayedResponse held = new DelayedResponse(response);
                    chain.doFilter(request, held);
                    committedBefore = response.isCommitted();
                    try {
                        held.letGo();
                    } catch (IOException e) {
                        failure = e;
                    }
                    add(response, " and more");
                })
                .servlet("/*", handler)
                .start();
        return RawAnswer.post(server.port(), "/", "text/plain", new byte[0]);
    }

    private static void add(ServletResponse response, String text) throws IOException {
        try {
            response.getOutputStream().print(text);
        } catch (IllegalStateException writing) {
            response.getWriter().print(text);
        }
    }

    @Test
    @DisplayName("is complete, whether written as bytes or as characters in the response's charset")
    void complete() throws Exception {
        RawAnswer bytes = answer((request, response) -> {
            ServletOutputStream out = response.getOutputStream();
            out.write('a');
            out.write("bcd".getBytes(UTF_8), 1, 1);
            out.flush();
            out.print("e");
            assertThat(response.getOutputStream()).isSameAs(out);
            assertThatThrownBy(response::getWriter).isInstanceOf(IllegalStateException.class);
        });
        assertThat(bytes.body()).isEqualTo("ace and more");
        assertThat(committedBefore).isFalse();
    }

    @Test
    @DisplayName("is complete as characters in the response's charset")
    void characters() throws Exception {
        RawAnswer answer = answer((request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            PrintWriter writer = response.getWriter();
            writer.print("\u00e9");
            writer.write("abc", 1, 1);
            writer.flush();
            assertThat(writer.checkError()).isFalse();
            assertThat(response.getWriter()).isSameAs(writer);
            assertThatThrownBy(response::getOutputStream).isInstanceOf(IllegalStateException.class);
        });
        assertThat(answer.body()).isEqualTo("\u00e9b and more");
        assertThat(answer.header("Content-Type").orElseThrow()).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(committedBefore).isFalse();
    }

    @Test
    @DisplayName("takes nothing in behind its close, from the handler or from outside")
    void closedStream() throws Exception {
        assertThat(answer((request, response) -> {
                            ServletOutputStream out = response.getOutputStream();
                            out.print("a");
                            out.close();
                            assertThatThrownBy(() -> out.print("b")).isInstanceOf(IOException.class);
                        })
                        .body())
                .isEqualTo("a");
        assertThat(committedBefore).isFalse();
    }

    @Test
    @DisplayName("takes no characters in behind its close, from the handler or from outside")
    void closedWriter() throws Exception {
        assertThat(answer((request, response) -> {
                            PrintWriter writer = response.getWriter();
                            writer.print("a");
                            writer.close();
                            writer.print("b");
                        })
                        .body())
                .isEqualTo("a");
        assertThat(committedBefore).isFalse();
    }

    @Test
    @DisplayName("is let go when it becomes too long, and is still complete")
    void longBytes() throws Exception {
        assertThat(answer((request, response) -> {
                            response.getOutputStream().print(LONG);
                            response.flushBuffer();
                            assertThat(response.isCommitted()).isFalse();
                            response.getOutputStream().print("y");
                            response.flushBuffer();
                        })
                        .body())
                .isEqualTo(LONG + "y and more");
        assertThat(committedBefore).isTrue();
    }

    @Test
    @DisplayName("is let go when it becomes too many characters, and is still complete")
    void longCharacters() throws Exception {
        assertThat(answer((request, response) -> {
                            response.getWriter().print(LONG);
                            response.getWriter().flush();
                            assertThat(response.isCommitted()).isFalse();
                            response.getWriter().print("y");
                            response.getWriter().flush();
                        })
                        .body())
                .isEqualTo(LONG + "y and more");
        assertThat(committedBefore).isTrue();
    }

    @Test
    @DisplayName("gives way to an error or a redirect, as if nothing had been written")
    void sendError() throws Exception {
        RawAnswer answer = answer((request, response) -> {
            response.getOutputStream().print("half an answer");
            response.sendError(503);
        });
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("half").contains("503");
    }

    @Test
    @DisplayName("gives way to a redirect, as if nothing had been written")
    void sendRedirect() throws Exception {
        RawAnswer answer = answer((request, response) -> {
            response.getWriter().print("half an answer");
            response.sendRedirect("/elsewhere");
        });
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    @DisplayName("gives way to a redirect when it was written as bytes, too")
    void sendRedirectAfterBytes() throws Exception {
        RawAnswer answer = answer((request, response) -> {
            response.getOutputStream().print("half an answer");
            response.sendRedirect("/elsewhere");
        });
        assertThat(answer.status()).isEqualTo(302);
        assertThat(failure).isNull();
    }

    @Test
    @DisplayName("is forgotten when its buffer is reset, and may then be written either way when all of it is")
    void reset() throws Exception {
        assertThat(answer((request, response) -> {
                            response.getOutputStream().print("one");
                            response.resetBuffer();
                            response.getOutputStream().print("two");
                            response.reset();
                            response.getWriter().print("three");
                            response.resetBuffer();
                            response.getWriter().print("four");
                        })
                        .body())
                .isEqualTo("four and more");
    }

    @Test
    @DisplayName("is let go when the application writes without blocking")
    void writeListener() throws Exception {
        server.around("/*", (request, response, chain) -> chain.doFilter(request, new DelayedResponse(response)))
                .servlet("/*", (request, response) -> {
                    AsyncContext context = request.startAsync(request, response);
                    ServletOutputStream out = response.getOutputStream();
                    out.print("kept, ");
                    out.setWriteListener(new WriteListener() {
                        @Override
                        public void onWritePossible() throws IOException {
                            if (out.isReady()) {
                                out.print("let go");
                                context.complete();
                            }
                        }

                        @Override
                        public void onError(Throwable failure) {
                            context.complete();
                        }
                    });
                })
                .start();
        assertThat(RawAnswer.post(server.port(), "/", "text/plain", new byte[0]).body())
                .isEqualTo("kept, let go");
    }
}
