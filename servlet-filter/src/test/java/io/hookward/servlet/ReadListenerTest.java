package io.hookward.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A read listener on a replayed request")
class ReadListenerTest {

    /** Collects what it reads, and answers with it at the end. */
    private static class Collecting implements ReadListener {

        final AsyncContext context;
        final ServletInputStream in;
        final List<String> calls;
        final ByteArrayOutputStream read = new ByteArrayOutputStream();

        Collecting(HttpServletRequest request, List<String> calls) throws IOException {
            this.context = request.startAsync();
            this.in = request.getInputStream();
            this.calls = calls;
        }

        @Override
        public void onDataAvailable() throws IOException {
            calls.add("data");
            byte[] some = new byte[3];
            while (in.isReady() && !in.isFinished()) {
                int count = in.read(some);
                if (count > 0) {
                    read.write(some, 0, count);
                }
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            calls.add("all");
            ((HttpServletResponse) context.getResponse()).getOutputStream().write(read.toByteArray());
            context.complete();
        }

        @Override
        public void onError(Throwable failure) {
            calls.add("error " + failure.getMessage());
            context.complete();
        }
    }

    private static final class Idle implements ReadListener {

        @Override
        public void onDataAvailable() {}

        @Override
        public void onAllDataRead() {}

        @Override
        public void onError(Throwable failure) {}
    }

    private static String answer(TestServer.Handler handler, String body) throws Exception {
        try (TestServer server = new TestServer()
                .around("/*", HandlerServlet::replay)
                .servlet("/*", handler)
                .start()) {
            return RawAnswer.post(server.port(), "/", "text/plain", body.getBytes(UTF_8))
                    .body();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789", "0"})
    @DisplayName("is called once the service method has returned, with all data and then the end")
    void reads(String body) throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        assertThat(answer(
                        (request, response) -> {
                            Collecting listener = new Collecting(request, calls);
                            listener.in.setReadListener(listener);
                            calls.add("returned");
                        },
                        body))
                .isEqualTo(body);
        assertThat(calls).containsExactly("returned", "data", "all");
    }

    @Test
    @DisplayName("hears only of the end if the body is empty")
    void empty() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        answer(
                (request, response) -> {
                    Collecting listener = new Collecting(request, calls);
                    listener.in.setReadListener(listener);
                },
                "");
        assertThat(calls).containsExactly("all");
    }

    @Test
    @DisplayName("set in the service method of an asynchronous dispatch waits for that one")
    void setInAsyncDispatch() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        assertThat(answer(
                        (request, response) -> {
                            assertThat(request.getInputStream().isFinished()).isFalse();
                            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                                request.startAsync(request, response).dispatch();
                                return;
                            }
                            Collecting listener = new Collecting(request, calls);
                            listener.in.setReadListener(listener);
                            calls.add("returned");
                        },
                        "0123456789"))
                .isEqualTo("0123456789");
        assertThat(calls).containsExactly("returned", "data", "all");
    }

    @Test
    @DisplayName("may be set from another thread after the service method has returned")
    void setLater() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        assertThat(answer(
                        (request, response) -> {
                            Collecting listener = new Collecting(request, calls);
                            listener.context.start(() -> listener.in.setReadListener(listener));
                        },
                        "0123456789"))
                .isEqualTo("0123456789");
        assertThat(calls).containsExactly("data", "all");
    }

    @Test
    @DisplayName("that reads a little at each call is called until the end")
    void littleByLittle() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        assertThat(answer(
                        (request, response) -> {
                            Collecting listener = new Collecting(request, calls) {
                                @Override
                                public void onDataAvailable() throws IOException {
                                    read.write(in.read());
                                }
                            };
                            listener.in.setReadListener(listener);
                        },
                        "0123456789"))
                .isEqualTo("0123456789");
    }

    @Test
    @DisplayName("that leaves reading to another thread hears of the end when that thread has come to it")
    void handsOver() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        assertThat(answer(
                        (request, response) -> {
                            Collecting listener = new Collecting(request, calls) {
                                @Override
                                public void onDataAvailable() {
                                    context.start(() -> {
                                        try {
                                            for (int b = in.read(); b >= 0; b = in.read()) {
                                                read.write(b);
                                            }
                                        } catch (IOException e) {
                                            onError(e);
                                        }
                                    });
                                }
                            };
                            listener.in.setReadListener(listener);
                        },
                        "0123456789"))
                .isEqualTo("0123456789");
    }

    @Test
    @DisplayName("hears of its own failure, and nothing after it")
    void failure() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        answer(
                (request, response) -> {
                    Collecting listener = new Collecting(request, calls) {
                        @Override
                        public void onDataAvailable() {
                            throw new IllegalStateException("broken");
                        }
                    };
                    listener.in.setReadListener(listener);
                },
                "0123456789");
        assertThat(calls).containsExactly("error broken");
    }

    @Test
    @DisplayName("is refused without an asynchronous cycle, a second time, and if null")
    void refused() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        assertThat(answer(
                        (request, response) -> {
                            ServletInputStream in = request.getInputStream();
                            assertThatThrownBy(() -> in.setReadListener(null)).isInstanceOf(NullPointerException.class);
                            assertThatThrownBy(() -> in.setReadListener(new Idle()))
                                    .isInstanceOf(IllegalStateException.class);
                            Collecting listener = new Collecting(request, calls);
                            in.setReadListener(listener);
                            assertThatThrownBy(() -> in.setReadListener(listener))
                                    .isInstanceOf(IllegalStateException.class);
                        },
                        "abc"))
                .isEqualTo("abc");
    }
}
