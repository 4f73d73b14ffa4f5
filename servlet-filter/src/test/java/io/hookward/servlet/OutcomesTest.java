package io.hookward.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every handler here fails at its first call, in its own way, and accepts from the second on. */
@DisplayName("A delivery")
class OutcomesTest {

    private final AtomicInteger attempts = new AtomicInteger();
    private FilteredServer hooks = new FilteredServer();

    @AfterEach
    void stop() {
        hooks.close();
    }

    private TestServer.Handler failingFirst(TestServer.Handler failing) {
        return (request, response) -> {
            if (attempts.incrementAndGet() == 1) {
                failing.handle(request, response);
            } else {
                response.getWriter().write("accepted");
            }
        };
    }

    /** The first delivery gets {@code status}; the provider's retry runs, and the one after it is a duplicate. */
    private void assertRetried(int status, TestServer.Handler failing) throws Exception {
        hooks = FilteredServer.with(failingFirst(failing));
        assertThat(hooks.send("d1", "{}").status()).isEqualTo(status);
        assertRetryRuns();
    }

    private void assertRetryRuns() throws IOException {
        await().until(() -> hooks.events.heard().contains("released"));
        assertThat(hooks.send("d1", "{}").body()).isEqualTo("accepted");
        assertThat(hooks.send("d1", "{}").header("Webhook-Duplicate")).contains("true");
        assertThat(attempts).hasValue(2);
        assertThat(hooks.events.heard()).containsExactly("admitted", "released", "admitted", "completed", "duplicate");
    }

    /** The store cannot be reached from the moment at which the handler runs. */
    private UnreachableStore lostBy(TestServer.Handler handler) throws Exception {
        UnreachableStore store = new UnreachableStore();
        store.reachable(true);
        hooks.close();
        hooks = new FilteredServer()
                .filter(store, endpoint -> endpoint, filter -> filter)
                .handler((request, response) -> {
                    store.reachable(false);
                    handler.handle(request, response);
                });
        return store;
    }

    private void assertNotAcknowledged(TestServer.Handler handler) throws Exception {
        UnreachableStore store = lostBy(handler);
        RawAnswer answer = hooks.send("d1", "{}");
        FilteredServer.assertProblem(answer, 503, "unavailable");
        assertThat(answer.header("Retry-After")).contains("5");
        assertThat(answer.header("X-Handled")).isEmpty();
        assertThat(hooks.events.heard()).containsExactly("admitted", "store failed", "store failed");

        store.reachable(true);
        FilteredServer.assertProblem(hooks.send("d1", "{}"), 503, "in_flight");
    }

    @Test
    @DisplayName(
            "is not acknowledged if it was handled and the store could not mark it as done: the provider is to come again")
    void notMarked() throws Exception {
        assertNotAcknowledged((request, response) -> {
            response.setHeader("X-Handled", "yes");
            response.getWriter().write("accepted");
            response.flushBuffer();
        });
        assertNotAcknowledged((request, response) -> {
            response.setStatus(201);
            response.getOutputStream().write("accepted".getBytes(UTF_8));
            response.getOutputStream().close();
        });
        assertNotAcknowledged((request, response) -> response.setStatus(204));
    }

    @Test
    @DisplayName("is not acknowledged if it was handled asynchronously and the store could not mark it as done")
    void notMarkedAsynchronously() throws Exception {
        assertNotAcknowledged((request, response) -> {
            AsyncContext context = request.startAsync();
            context.start(() -> {
                write(context, "accepted");
                context.complete();
            });
        });
    }

    @Test
    @DisplayName("may come again if the handler threw an exception")
    void exception() throws Exception {
        assertRetried(500, (request, response) -> {
            throw new ServletException("broken");
        });
    }

    @Test
    @DisplayName("may come again if the handler threw an error")
    void error() throws Exception {
        assertRetried(500, (request, response) -> {
            throw new StackOverflowError();
        });
    }

    @Test
    @DisplayName("may come again if the handler called sendError or sendRedirect, even after writing")
    void sendError() throws Exception {
        assertRetried(503, (request, response) -> {
            response.getWriter().write("half");
            response.sendError(503);
        });
        hooks.close();
        attempts.set(0);
        assertRetried(302, (request, response) -> response.sendRedirect("/elsewhere"));
    }

    @Test
    @DisplayName("may come again if the handler threw behind an answer it had already flushed and closed")
    void failsAfterAnswer() throws Exception {
        assertRetried(500, (request, response) -> {
            response.setContentLength(2);
            response.getOutputStream().write("ok".getBytes(UTF_8));
            response.flushBuffer();
            response.getOutputStream().close();
            throw new IllegalStateException("too late");
        });
    }

    @Test
    @DisplayName("may come again if the client went away and the handler could not write its answer")
    void clientAborts() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        hooks = FilteredServer.with(failingFirst((request, response) -> {
            waitFor(gone);
            OutputStream out = response.getOutputStream();
            byte[] much = new byte[1 << 20];
            for (int i = 0; i < 1000; i++) {
                out.write(much);
            }
        }));
        try (Socket socket = new Socket("127.0.0.1", hooks.port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(FilteredServer.raw(
                            FilteredServer.PATH,
                            FilteredServer.draft("d1", "{}").sign()));
            await().until(() -> attempts.get() == 1);
        }
        gone.countDown();
        assertRetryRuns();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("is done when its asynchronous cycle is, and not before")
    void asyncCompletes() throws Exception {
        CountDownLatch finish = new CountDownLatch(1);
        hooks = FilteredServer.with((request, response) -> {
            AsyncContext context = request.startAsync();
            context.start(() -> {
                waitFor(finish);
                write(context, "accepted");
                context.complete();
            });
        });
        try (Socket socket = new Socket("127.0.0.1", hooks.port())) {
            socket.getOutputStream()
                    .write(FilteredServer.raw(
                            FilteredServer.PATH,
                            FilteredServer.draft("d1", "{}").sign()));
            await().until(() -> hooks.events.heard().contains("admitted"));
            assertThat(hooks.send("d1", "{}").status()).isEqualTo(503);
            finish.countDown();
            assertThat(RawAnswer.read(socket).body()).isEqualTo("accepted");
        }
        assertThat(hooks.events.heard()).containsExactly("admitted", "in flight", "completed");
        assertThat(hooks.send("d1", "{}").header("Webhook-Duplicate")).contains("true");
    }

    private static void write(AsyncContext context, String text) {
        try {
            context.getResponse().getWriter().write(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("may come again if its asynchronous cycle ended with another status than 2xx")
    void asyncRefuses() throws Exception {
        assertRetried(503, (request, response) -> {
            AsyncContext context = request.startAsync(request, response);
            context.start(() -> {
                response.setStatus(503);
                context.complete();
            });
        });
    }

    @Test
    @DisplayName("may come again if its asynchronous cycle timed out")
    void asyncTimeout() throws Exception {
        assertRetried(500, (request, response) -> request.startAsync().setTimeout(50));
    }

    @Test
    @DisplayName("may come again if its asynchronous cycle timed out, whatever the application answered then")
    void asyncTimeoutAnswered() throws Exception {
        assertRetried(200, (request, response) -> {
            AsyncContext context = request.startAsync();
            context.setTimeout(50);
            context.addListener(new Completing());
        });
    }

    @Test
    @DisplayName("may come again if the handler threw after it had started an asynchronous cycle")
    void throwsAfterStart() throws Exception {
        assertRetried(500, (request, response) -> {
            request.startAsync();
            throw new IllegalStateException("broken");
        });
    }

    @Test
    @DisplayName("is judged by the dispatch that ends its asynchronous cycle")
    void asyncDispatch() throws Exception {
        hooks = FilteredServer.with((request, response) -> {
            assertThat(WebhookFilter.delivery(request).id()).contains("d1");
            assertThat(request.getInputStream().readAllBytes()).isEqualTo("{}".getBytes(UTF_8));
            attempts.incrementAndGet();
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                AsyncContext context = request.startAsync(request, response);
                context.start(context::dispatch);
            } else {
                assertThat(hooks.events.heard()).containsExactly("admitted");
                response.getWriter().write("dispatched");
            }
        });
        assertThat(hooks.send("d1", "{}").body()).isEqualTo("dispatched");
        assertThat(attempts).hasValue(2);
        assertThat(hooks.events.heard()).containsExactly("admitted", "completed");
    }

    @Test
    @DisplayName("is done when the asynchronous cycle was completed before the handler returned")
    void completesAtOnce() throws Exception {
        hooks = FilteredServer.with((request, response) -> {
            AsyncContext context = request.startAsync();
            response.getWriter().write("accepted");
            context.complete();
        });
        assertThat(hooks.send("d1", "{}").body()).isEqualTo("accepted");
        assertThat(hooks.send("d1", "{}").header("Webhook-Duplicate")).contains("true");
    }

    @Test
    @DisplayName("is done before the provider hears of it, however the handler ends its answer")
    void doneBeforeAnswer() throws Exception {
        hooks = FilteredServer.with((request, response) -> {
            response.setContentLength(8);
            response.getOutputStream().write("accepted".getBytes(UTF_8));
            response.getOutputStream().close();
            assertThat(response.isCommitted()).isFalse();
        });
        for (int i = 0; i < 200; i++) {
            assertThat(hooks.send("d" + i, "{}" + i).body()).isEqualTo("accepted");
            assertThat(hooks.send("d" + i, "{}" + i).header("Webhook-Duplicate"))
                    .contains("true");
        }
    }

    @Test
    @DisplayName("that outlasts its lease is told of, and the second handling wins")
    void leaseLost() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        hooks.filter(endpoint -> endpoint.lease(Duration.ofMillis(50)), filter -> filter)
                .handler(failingFirst((request, response) -> {
                    entered.countDown();
                    waitFor(leave);
                }));
        try (Socket socket = new Socket("127.0.0.1", hooks.port())) {
            socket.getOutputStream()
                    .write(FilteredServer.raw(
                            FilteredServer.PATH,
                            FilteredServer.draft("d1", "{}").sign()));
            waitFor(entered);
            await().until(() -> hooks.send("d1", "{}").body().equals("accepted"));
            leave.countDown();
            assertThat(RawAnswer.read(socket).status()).isEqualTo(200);
        }
        assertThat(hooks.events.heard()).contains("lease lost");
        assertThat(hooks.send("d1", "{}").header("Webhook-Duplicate")).contains("true");
        assertThat(attempts).hasValue(2);
    }
}
