package io.hookward.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.StoreFailurePolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A verified delivery")
class AnswersTest {

    private final AtomicInteger handled = new AtomicInteger();
    private FilteredServer hooks = new FilteredServer();

    @AfterEach
    void stop() {
        hooks.close();
    }

    private void accept(HttpServletRequest request, HttpServletResponse response) throws IOException {
        handled.incrementAndGet();
        response.setStatus(202);
        response.getWriter()
                .write("{\"received\":\"" + WebhookFilter.delivery(request).id().orElse("") + "\"}");
    }

    @Test
    @DisplayName("that is new gets the application's answer, and the claim is completed")
    void first() throws Exception {
        hooks = FilteredServer.with(this::accept);
        RawAnswer answer = hooks.send("d1", "{}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"received\":\"d1\"}");
        assertThat(answer.header("Webhook-Duplicate")).isEmpty();
        assertThat(hooks.events.heard()).containsExactly("admitted", "completed");
    }

    @Test
    @DisplayName("that was handled before gets 200 and the mark of a duplicate, and the application is not called")
    void duplicate() throws Exception {
        hooks = FilteredServer.with(this::accept);
        hooks.send("d1", "{}");
        RawAnswer answer = hooks.send("d1", "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Webhook-Duplicate")).contains("true");
        assertThat(answer.body()).isEmpty();
        assertThat(handled).hasValue(1);
        assertThat(hooks.events.heard()).containsExactly("admitted", "completed", "duplicate");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 302, 400, 404, 410, 500, 503})
    @DisplayName("that the application answers with anything but 2xx gets that answer, and may come again")
    void applicationRefuses(int status) throws Exception {
        AtomicInteger next = new AtomicInteger(status);
        hooks = FilteredServer.with((request, response) -> {
            handled.incrementAndGet();
            response.setStatus(next.getAndSet(200));
        });
        assertThat(hooks.send("d1", "{}").status()).isEqualTo(status);
        assertThat(hooks.send("d1", "{}").status()).isEqualTo(200);
        assertThat(handled).hasValue(2);
        assertThat(hooks.events.heard()).containsExactly("admitted", "released", "admitted", "completed");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    @DisplayName("that the application answers with any 2xx is done")
    void applicationAccepts(int status) throws Exception {
        hooks = FilteredServer.with((request, response) -> response.setStatus(status));
        assertThat(hooks.send("d1", "{}").status()).isEqualTo(status);
        assertThat(hooks.send("d1", "{}").header("Webhook-Duplicate")).contains("true");
    }

    @Test
    @DisplayName("whose first delivery is in flight gets 503 with Retry-After, never 2xx")
    void inFlight() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        hooks = FilteredServer.with((request, response) -> {
            entered.countDown();
            await(leave);
        });
        CompletableFuture<RawAnswer> first = CompletableFuture.supplyAsync(() -> sendUnchecked("d1", "{}"));
        await(entered);
        RawAnswer second = hooks.send("d1", "{}");
        FilteredServer.assertProblem(second, 503, "in_flight");
        assertThat(Integer.parseInt(second.header("Retry-After").orElseThrow())).isBetween(1, 300);
        leave.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(hooks.send("d1", "{}").header("Webhook-Duplicate")).contains("true");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private RawAnswer sendUnchecked(String id, String body) {
        try {
            return hooks.send(id, body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("under a known id with another body is a duplicate, and counted; with the strict option it gets 409")
    void idConflict() throws Exception {
        hooks = FilteredServer.with(this::accept);
        hooks.send("d1", "{}");
        assertThat(hooks.send("d1", "{\"other\":1}").header("Webhook-Duplicate"))
                .contains("true");
        assertThat(hooks.events.heard()).contains("id conflict");
        hooks.close();

        hooks = new FilteredServer()
                .filter(endpoint -> endpoint.strictAboutConflicts(), filter -> filter)
                .handler(this::accept);
        hooks.send("d1", "{}");
        FilteredServer.assertProblem(hooks.send("d1", "{\"other\":1}"), 409, "id_conflict");
        assertThat(handled).hasValue(2);
    }

    @Test
    @DisplayName("without an id runs, and is counted")
    void withoutId() throws Exception {
        hooks = FilteredServer.with(this::accept);
        assertThat(hooks.send(FilteredServer.draft(null, "{}").sign()).status()).isEqualTo(202);
        assertThat(hooks.events.heard()).contains("without id");
    }

    @Test
    @DisplayName("gets 503 while the store cannot answer, or runs without dedupe if the endpoint says so")
    void storeFails() throws Exception {
        hooks.filter(new UnreachableStore(), endpoint -> endpoint, filter -> filter)
                .handler(this::accept);
        RawAnswer answer = hooks.send("d1", "{}");
        FilteredServer.assertProblem(answer, 503, "unavailable");
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(hooks.events.heard()).containsExactly("store failed", "store_unavailable");
        assertThat(handled).hasValue(0);
        hooks.close();
        hooks = new FilteredServer()
                .filter(
                        new UnreachableStore(),
                        endpoint -> endpoint.onStoreFailure(StoreFailurePolicy.HANDLE_WITHOUT_CLAIM),
                        filter -> filter)
                .handler(this::accept);
        assertThat(hooks.send("d1", "{}").status()).isEqualTo(202);
        assertThat(hooks.send("d1", "{}").status()).isEqualTo(202);
        assertThat(handled).hasValue(2);
    }
}
