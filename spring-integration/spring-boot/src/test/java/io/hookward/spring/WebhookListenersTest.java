package io.hookward.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hookward.WebhookEndpoint;
import io.hookward.WebhookReceiver;
import io.hookward.scheme.Providers;
import io.hookward.scheme.SignatureScheme;
import io.hookward.secret.Secret;
import io.hookward.testkit.SimulatedProvider;
import io.hookward.verify.WebhookVerifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Component;

@DisplayName("Listeners")
@ExtendWith(OutputCaptureExtension.class)
class WebhookListenersTest {
    private static final SignatureScheme GITHUB = Providers.get("github");
    private static final Secret SECRET = Secret.of("not-a-real-secret-of-github");

    private static final List<String> CALLS = new ArrayList<>();

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @AfterEach
    void close() {
        context.close();
        CALLS.clear();
    }

    private WebhookListeners listeners(Class<?>... beans) {
        context.register(beans);
        context.refresh();
        WebhookListeners listeners = new WebhookListeners(
                context.getBeanFactory(), WebhookReceiver.of(WebhookEndpoint.of("/webhooks/github", GITHUB, SECRET)));
        listeners.afterSingletonsInstantiated();
        return listeners;
    }

    private static WebhookDelivery delivery() {
        return WebhookDelivery.of(
                WebhookVerifier.of(GITHUB, SECRET)
                        .verify(SimulatedProvider.of(GITHUB, SECRET).delivery().valid())
                        .orElseThrow(),
                (body, type) -> "payload");
    }

    @ParameterizedTest
    @ValueSource(classes = {Singleton.class, ScopedByClass.class, ScopedByInterface.class})
    @DisplayName("are called once for a delivery, behind a scoped proxy too")
    void scoped(Class<?> bean) throws Exception {
        listeners(bean).handle(delivery());

        assertThat(CALLS).containsExactly("called");
    }

    @Test
    @DisplayName("are named when the application starts, with the endpoint whose deliveries they get")
    void announced(CapturedOutput output) {
        listeners(Singleton.class);

        assertThat(output).contains("github: receiving GitHub at /webhooks/github, for Singleton.on");
    }

    @Component
    static class Singleton {
        @WebhookListener
        void on(WebhookDelivery delivery) {
            CALLS.add("called");
        }
    }

    @Component
    @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
    static class ScopedByClass {
        @WebhookListener
        public void on(WebhookDelivery delivery) {
            CALLS.add("called");
        }
    }

    interface Listening {
        void on(WebhookDelivery delivery);
    }

    @Component
    @Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
    static class ScopedByInterface implements Listening {
        @Override
        @WebhookListener
        public void on(WebhookDelivery delivery) {
            CALLS.add("called");
        }
    }

    @Test
    @DisplayName("that a proxy hides are refused with the way out")
    void hidden() {
        assertThatThrownBy(() -> listeners(Hidden.class))
                .isInstanceOf(WebhookConfigurationException.class)
                .hasMessageContaining("@WebhookListener on " + Hidden.class.getName() + ".on: ")
                .hasMessageContaining("proxy");
    }

    @Component
    @Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
    static class Hidden implements Runnable {
        @Override
        public void run() {}

        @WebhookListener
        public void on(WebhookDelivery delivery) {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {AsyncMethod.class, AsyncClass.class, ComposedAsync.class, AsyncStage.class, AsyncFuture.class})
    @DisplayName("that are @Async are refused unless their end can be waited for")
    void asyncWithoutEnd(Class<?> bean) {
        assertThatThrownBy(() -> listeners(bean))
                .isInstanceOfSatisfying(
                        WebhookConfigurationException.class,
                        refused -> assertThat(refused.fix())
                                .isEqualTo(
                                        "Return a CompletableFuture that ends when the delivery is handled, or remove @Async"))
                .hasMessageStartingWith("@WebhookListener on " + bean.getName() + ".on: is @Async, and returns ")
                .hasMessageEndingWith("so that a delivery would be acknowledged before it is handled,"
                        + " and be lost if that fails");
    }

    static class AsyncMethod {
        @Async
        @WebhookListener
        void on(WebhookDelivery delivery) {}
    }

    @Async
    static class AsyncClass {
        @WebhookListener
        void on(WebhookDelivery delivery) {}
    }

    @Async
    @Retention(RetentionPolicy.RUNTIME)
    @interface InBackground {}

    static class ComposedAsync {
        @InBackground
        @WebhookListener
        void on(WebhookDelivery delivery) {}
    }

    /** Spring itself does not call such a method asynchronously, and fails at each call. */
    static class AsyncStage {
        @Async
        @WebhookListener
        CompletionStage<Void> on(WebhookDelivery delivery) {
            return CompletableFuture.completedFuture(null);
        }
    }

    static class AsyncFuture {
        @Async
        @WebhookListener
        Future<Void> on(WebhookDelivery delivery) {
            return CompletableFuture.completedFuture(null);
        }
    }

    @Test
    @DisplayName("that are suspend functions of Kotlin are refused, and told what to return")
    void suspending() {
        assertThatThrownBy(() -> listeners(Suspending.class))
                .isInstanceOfSatisfying(
                        WebhookConfigurationException.class,
                        refused -> assertThat(refused.fix()).contains("mono { … }"))
                .hasMessage("@WebhookListener on " + Suspending.class.getName()
                        + ".on: is a Kotlin suspend function, which only a coroutine can call");
    }

    /** As Kotlin compiles {@code suspend fun on(delivery: WebhookDelivery)}. */
    static class Suspending {
        @WebhookListener
        @Nullable
        Object on(WebhookDelivery delivery, Continuation<? super Object> continuation) {
            return null;
        }
    }

    @Test
    @DisplayName("that return a Future are waited for, and their failure counts")
    void future() {
        WebhookListeners listeners = listeners(PlainFuture.class);

        assertThatThrownBy(() -> listeners.handle(delivery())).hasMessageContaining("the shop is closed");
    }

    static class PlainFuture {
        @WebhookListener
        Future<Void> on(WebhookDelivery delivery) {
            FutureTask<Void> task = new FutureTask<>(() -> {
                throw new IllegalStateException("the shop is closed");
            });
            CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS).execute(task);
            return task;
        }
    }

    @Test
    @DisplayName("that are @Async and return a CompletableFuture are waited for, and their failure counts")
    void asyncWithEnd() throws Exception {
        WebhookListeners listeners = listeners(Enabled.class, AsyncWithEnd.class);
        WebhookDelivery delivery = delivery();

        CompletableFuture<Exception> failure = CompletableFuture.supplyAsync(() -> {
            try {
                listeners.handle(delivery);
                return new IllegalStateException("acknowledged");
            } catch (Exception failed) {
                return failed;
            }
        });
        assertThat(AsyncWithEnd.CALLED.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(failure).isNotDone();
        AsyncWithEnd.HELD.countDown();

        assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessageContaining("the shop is closed");
    }

    @EnableAsync
    static class Enabled {}

    static class AsyncWithEnd {
        static final CountDownLatch CALLED = new CountDownLatch(1);
        static final CountDownLatch HELD = new CountDownLatch(1);

        @Async
        @WebhookListener
        public CompletableFuture<Void> on(WebhookDelivery delivery) throws InterruptedException {
            CALLED.countDown();
            HELD.await(10, TimeUnit.SECONDS);
            throw new IllegalStateException("the shop is closed");
        }
    }
}
